import { redactUrl } from "@nodewright/artifact-store";
import { type DistIndexOptions, loadDistIndex } from "./dist-index.js";
import { assertHttpUrl } from "./dist-url.js";
import { createFileReader } from "./file-reader.js";
import type { ReleaseTree } from "./tree-source.js";

export interface DistTreeOptions extends Omit<DistIndexOptions, "url"> {
  /** The folder that holds index.json and one folder a release, as `https://nodejs.org/dist`; a query is kept. */
  readonly url: string;
}

/** A SHASUMS256.txt of today has 3 kB; whoever sends three hundred times that sends something else. */
const maxListBytes = 1024 * 1024;

/**
 * A dist tree over http(s): nodejs.org, a mirror of it, unofficial-builds, a farm.
 * @throws SourceError ERR_SOURCE_CONFIG when the URL is none
 */
export function createDistTree(options: DistTreeOptions): ReleaseTree {
  const { url } = options;
  assertHttpUrl(url, "the source");
  const read = createFileReader(options);
  return {
    kind: "dist",
    name: redactUrl(url).replace(/\/+$/, ""),
    loadIndex: () => loadDistIndex({ ...options, url: below(url, "index.json") }),
    read: (version, fileName) => read(below(url, version, fileName), { maxBytes: maxListBytes }),
    locate: (version) => redactUrl(below(url, version)),
    origin: async (version, fileName) => ({ urls: [below(url, version, fileName)] }),
  };
}

/** The URL of something below a folder's. */
export function below(folder: string, ...names: string[]): string {
  const url = new URL(folder);
  url.pathname = [url.pathname.replace(/\/+$/, ""), ...names].join("/");
  url.hash = "";
  return url.href;
}
