import { redactUrl } from "@nodewright/artifact-store";
import { parseIndex } from "@nodewright/release-index";
import { SourceError } from "./errors.js";
import type { ReadFile } from "./file-reader.js";
import type { ReleaseTree } from "./tree-source.js";

export const nodejsDist = "https://nodejs.org/dist";

export interface DistTreeOptions {
  /** The folder that holds index.json and one folder a release, as `https://nodejs.org/dist`. */
  readonly url: string;
  readonly read: ReadFile;
}

/** A SHASUMS256.txt of today is 3 kB; whoever sends a hundred times that sends something else. */
const maxIndexBytes = 64 * 1024 * 1024;
const maxListBytes = 1024 * 1024;

/** A dist tree over http(s): nodejs.org, a mirror of it, unofficial-builds, a farm. */
export function createDistTree({ url, read }: DistTreeOptions): ReleaseTree {
  const base = url.replace(/\/+$/, "");
  return {
    kind: "dist",
    name: redactUrl(base),
    loadIndex: async () => {
      const bytes = await read(`${base}/index.json`, { maxBytes: maxIndexBytes });
      if (bytes !== undefined)
        return { rows: parseIndex(new TextDecoder().decode(bytes)), origin: "index.json" };
      throw new SourceError("ERR_SOURCE_INDEX", `${redactUrl(base)} has no index.json`, {
        hint: "name the folder that holds index.json, as https://nodejs.org/dist",
      });
    },
    read: (version, fileName) => read(`${base}/${version}/${fileName}`, { maxBytes: maxListBytes }),
    locate: (version) => redactUrl(`${base}/${version}`),
    origin: async (version, fileName) => ({ urls: [`${base}/${version}/${fileName}`] }),
  };
}

const mirrorVariables = [
  "NODE_BUILD_MIRROR_URL",
  "NVM_NODEJS_ORG_MIRROR",
  "N_NODE_MIRROR",
  "FNM_NODE_DIST_MIRROR",
  "npm_config_disturl",
] as const;

/**
 * The dist tree that the environment asks for, in the variables of the tools that people come from; nodejs.org when
 * none is set.
 * @throws SourceError ERR_SOURCE_CONFIG when the variable holds no http(s) URL
 */
export function distUrl(env: Readonly<Record<string, string | undefined>>): string {
  for (const name of mirrorVariables) {
    const value = env[name];
    if (!value) continue;
    if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return value;
    throw new SourceError(
      "ERR_SOURCE_CONFIG",
      `${name} is not an http(s) URL: ${JSON.stringify(redactUrl(value))}`,
      {
        hint: `set it to a mirror of ${nodejsDist}, or unset it`,
      },
    );
  }
  return nodejsDist;
}
