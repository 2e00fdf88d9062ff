import type { BuildFlags, Environment } from "../context.js";
import { splitWords } from "../context.js";
import { run } from "../run-command.js";
import type { HttpBackend } from "./backend.js";

/** How a download program is called. */
interface Client {
  readonly name: string;
  /** The variable with the user's own options for it. */
  readonly optionsVariable: string;
  readonly ipv4: string;
  readonly ipv6: string;
  head(options: readonly string[], url: string): readonly string[];
  get(options: readonly string[], url: string, file: string): readonly string[];
}

/** The argument order is node-build's: people's wrappers and test stubs count on it. */
const CLIENTS: readonly Client[] = [
  {
    name: "aria2c",
    optionsVariable: "NODE_BUILD_ARIA2_OPTS",
    ipv4: "--disable-ipv6=true",
    ipv6: "--disable-ipv6=false",
    head: (options, url) => ["--dry-run", "--no-conf=true", ...options, url],
    get: (options, url, file) => ["--allow-overwrite=true", "--no-conf=true", "-o", file, ...options, url],
  },
  {
    name: "curl",
    optionsVariable: "NODE_BUILD_CURL_OPTS",
    ipv4: "--ipv4",
    ipv6: "--ipv6",
    head: (options, url) => ["-qsILf", ...options, url],
    get: (options, url, file) => ["-q", "-o", file, "-sSLf", ...options, url],
  },
  {
    name: "wget",
    optionsVariable: "NODE_BUILD_WGET_OPTS",
    ipv4: "--inet4-only",
    ipv6: "--inet6-only",
    head: (options, url) => ["-q", "--spider", ...options, url],
    get: (options, url, file) => ["-nv", ...options, "-O", file, url],
  },
];

/** The backend that runs a download program, if it is one that is known. */
export function spawnedBackend(name: string, env: Environment, flags: BuildFlags): HttpBackend | undefined {
  const client = CLIENTS.find((candidate) => candidate.name === name);
  if (!client) return undefined;
  const options = [
    ...splitWords(env[client.optionsVariable]),
    ...(flags.ipv4 ? [client.ipv4] : []),
    ...(flags.ipv6 ? [client.ipv6] : []),
  ];
  return {
    name,
    head: async (context, url) => (await run(context, [name, ...client.head(options, url)])) === 0,
    get: async (context, url, { cwd, file }) =>
      (await run(context, [name, ...client.get(options, url, file)], { cwd })) === 0,
  };
}

/**
 * The download program to use without being told: aria2c where it is installed, as node-build would, and
 * another one for which the user has set options that would be lost otherwise.
 */
export function detectClient(
  env: Environment,
  which: (command: string) => string | undefined,
): string | undefined {
  return CLIENTS.find(
    ({ name, optionsVariable }) =>
      which(name) !== undefined && (name === "aria2c" || Boolean(env[optionsVariable])),
  )?.name;
}
