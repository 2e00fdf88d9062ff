import { AbiError, quote } from "./errors.js";

/** Each has its own ABI numbers: the key of an ABI is (runtime, abi). NW.js goes by its old name, as in node-abi. */
export type RuntimeName = "node" | "electron" | "node-webkit" | "bun" | "deno";

const NAMES: Readonly<Record<string, RuntimeName>> = {
  node: "node",
  iojs: "node",
  electron: "electron",
  "node-webkit": "node-webkit",
  nw: "node-webkit",
  "nw.js": "node-webkit",
  bun: "bun",
  deno: "deno",
};

const TITLES: Readonly<Record<RuntimeName, string>> = {
  node: "Node.js",
  electron: "Electron",
  "node-webkit": "NW.js",
  bun: "Bun",
  deno: "Deno",
};

/** The runtime a word names, in any case, or undefined. */
export function readRuntime(word: unknown): RuntimeName | undefined {
  if (typeof word !== "string") return undefined;
  if (Object.hasOwn(NAMES, word)) return NAMES[word];
  const lower = word.toLowerCase();
  return Object.hasOwn(NAMES, lower) ? NAMES[lower] : undefined;
}

/** Like `readRuntime`; throws ERR_ABI_UNKNOWN_RUNTIME. */
export function parseRuntime(word: unknown): RuntimeName {
  const runtime = readRuntime(word);
  if (runtime !== undefined) return runtime;
  throw new AbiError("ERR_ABI_UNKNOWN_RUNTIME", `Unknown runtime ${quote(word)}: no ABI table covers it`, {
    hint: `Use one of ${Object.keys(TITLES).join(", ")}.`,
  });
}

/** For sentences. */
export function titleOf(runtime: RuntimeName): string {
  return TITLES[runtime];
}
