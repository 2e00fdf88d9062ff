import type { PrebuildCandidate } from "./types.js";

const RUNTIMES = ["node", "electron", "node-webkit"];

/**
 * `prebuilds/<platform>-<arch>[+<arch>…]/<tag>.<tag>….node`, as prebuildify writes and node-gyp-build reads them, and
 * the flat `prebuilds/<platform>[musl]-<arch>.node`. Tags it has no meaning for are passed over, as the loader does.
 * Undefined for everything else.
 */
export function parsePrebuildifyPath(path: string): PrebuildCandidate | undefined {
  const [file = "", folder] = path.replaceAll("\\", "/").split("/").reverse();
  const tags = file.split(".");
  if (tags.pop() !== "node" || tags.join("") === "") return undefined;
  const ofFolder = folder === undefined ? undefined : readTuple(folder);
  if (ofFolder !== undefined) return { name: path, ...ofFolder, ...readTags(tags) };
  const isFlat = (folder === undefined || folder === "prebuilds") && tags.length === 1;
  const ofFile = isFlat ? readTuple(tags[0] ?? "") : undefined;
  return ofFile && { name: path, ...ofFile };
}

function readTuple(text: string): PrebuildCandidate | undefined {
  const match = /^([a-z0-9]+?)(musl|glibc)?-([a-z0-9_]+(?:\+[a-z0-9_]+)*)$/.exec(text);
  if (match === null) return undefined;
  const [, os = "", libc, archs = ""] = match;
  const list = archs.split("+");
  return { os, arch: list.length === 1 ? archs : list, ...(libc && { libc }) };
}

function readTags(tags: readonly string[]): PrebuildCandidate {
  const stated: { -readonly [Field in keyof PrebuildCandidate]: PrebuildCandidate[Field] } = {};
  for (const tag of tags) {
    if (RUNTIMES.includes(tag)) stated.runtime = tag;
    else if (tag === "napi") stated.napi = true;
    else if (tag === "glibc" || tag === "musl") stated.libc = tag;
    else if (tag.startsWith("abi")) stated.abi = tag.slice("abi".length);
    else if (tag.startsWith("uv")) stated.uv = tag.slice("uv".length);
    else if (tag.startsWith("armv")) stated.armVersion = tag.slice("armv".length);
  }
  return stated;
}
