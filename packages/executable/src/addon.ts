import { constantReturned } from "./constant-return.js";
import { decodeText, type Extent, type Parsing, readBytes } from "./reader.js";
import type { AddonInfo, ExecutableArch } from "./types.js";

/** A dynamic symbol that matters to Node.js. */
export interface NamedSymbol {
  readonly name: string;
  /** Whether the file defines it; else it asks its host for it. */
  readonly isDefined: boolean;
  /** Where its code stands in the file, when that is known. */
  readonly codeAt: number | undefined;
}

const NAPI_ENTRY = "napi_register_module_v1";
const NAPI_VERSION = "node_api_module_get_api_version_v1";
const ABI_ENTRY = /^node_register_module_v(\d{1,4})$/;

/** What addons call from a constructor to announce themselves, as headers before Node 12 made them do. */
const NAPI_ANNOUNCE = "napi_module_register";
const NODE_ANNOUNCE = "node_module_register";

/** Whether a symbol tells how an addon registers (nodejs/node src/node.h and src/node_api.h). */
export function isAddonSymbol(name: string): boolean {
  const isEntry = name === NAPI_ENTRY || name === NAPI_VERSION || ABI_ENTRY.test(name);
  return isEntry || name === NAPI_ANNOUNCE || name === NODE_ANNOUNCE;
}

/** The longest of these names, with room for any ABI number. */
const MAX_NAME_BYTES = 64;

/**
 * The name at `index` of a string table when it is one of Node's, without the format's `prefix`.
 * Most names are told apart by their first letter, so that big tables cost little.
 */
export function addonNameAt(names: Uint8Array, index: number, prefix: "" | "_" = ""): string | undefined {
  const start = index + prefix.length;
  const isPrefixed = prefix === "" || names[index] === 0x5f;
  if (!isPrefixed || names[start] !== 0x6e) return undefined;
  const end = names.subarray(start, start + MAX_NAME_BYTES).indexOf(0);
  if (end === -1) return undefined;
  const name = decodeText(names.subarray(start, start + end));
  return isAddonSymbol(name) ? name : undefined;
}

/** What the symbols of a shared library say about it as an addon, or undefined when it is none. */
export function* readAddon(
  extent: Extent,
  symbols: readonly NamedSymbol[],
  arch: ExecutableArch,
): Parsing<AddonInfo | undefined> {
  if (symbols.length === 0) return undefined;
  const has = (name: string, isDefined: boolean): boolean =>
    symbols.some((symbol) => symbol.name === name && symbol.isDefined === isDefined);
  const napi = has(NAPI_ENTRY, true) || has(NAPI_ANNOUNCE, false);
  const nodeAbi = symbols
    .map(({ name, isDefined }) => (isDefined ? ABI_ENTRY.exec(name)?.[1] : undefined))
    .find((abi) => abi !== undefined);
  if (!napi && nodeAbi === undefined && !has(NODE_ANNOUNCE, false)) return undefined;
  const codeAt = symbols.find(({ name, isDefined }) => isDefined && name === NAPI_VERSION)?.codeAt;
  const nodeApiVersion = codeAt === undefined ? undefined : yield* readConstant(extent, codeAt, arch);
  return {
    napi,
    ...(nodeApiVersion === undefined ? {} : { nodeApiVersion }),
    ...(nodeAbi === undefined ? {} : { nodeAbi: Number(nodeAbi) }),
  };
}

function* readConstant(extent: Extent, codeAt: number, arch: ExecutableArch): Parsing<number | undefined> {
  const offset = arch === "arm" ? codeAt - (codeAt % 2) : codeAt;
  const length = Math.min(24, extent.sizeBytes - offset);
  const code = yield* readBytes(extent, { offset, length }, "a function");
  return constantReturned(arch, code, { isThumb: arch === "arm" && codeAt % 2 === 1 });
}
