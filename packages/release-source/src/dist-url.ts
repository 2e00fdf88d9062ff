import { redactUrl } from "@nodewright/artifact-store";
import { SourceError } from "./errors.js";

export const nodejsDist = "https://nodejs.org/dist";
const unofficialDist = "https://unofficial-builds.nodejs.org/download/release";

type Env = Readonly<Record<string, string | undefined>>;

/** An address, and the variable that it comes from where one names it. */
export interface DistAddress {
  readonly url: string;
  readonly variable?: string | undefined;
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
export function distAddress(env: Env): DistAddress {
  return firstOf(mirrorVariables, env) ?? { url: nodejsDist };
}

/** The URL of `distAddress`. */
export function distUrl(env: Env): string {
  return distAddress(env).url;
}

/**
 * Where unofficial-builds, or the mirror of it that `NODEWRIGHT_UNOFFICIAL_MIRROR` names, is.
 * @throws SourceError ERR_SOURCE_CONFIG when the variable holds no http(s) URL
 */
export function unofficialAddress(env: Env): DistAddress {
  return firstOf(["NODEWRIGHT_UNOFFICIAL_MIRROR"], env) ?? { url: unofficialDist };
}

/** The URL of `unofficialAddress`. */
export function unofficialUrl(env: Env): string {
  return unofficialAddress(env).url;
}

function firstOf(variables: readonly string[], env: Env): DistAddress | undefined {
  for (const variable of variables) {
    const url = env[variable];
    if (!url) continue;
    assertHttpUrl(url, variable);
    return { url, variable };
  }
  return undefined;
}

/** @throws SourceError ERR_SOURCE_CONFIG for what is no http(s) URL; `what` says in the message what should be one */
export function assertHttpUrl(text: string, what: string): void {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return;
  throw new SourceError(
    "ERR_SOURCE_CONFIG",
    `${what} is not an http(s) URL: ${JSON.stringify(redactUrl(text))}`,
    { hint: `set it to ${nodejsDist} or a mirror of it` },
  );
}
