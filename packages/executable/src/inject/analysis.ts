import { ExecutableError } from "../errors.js";
import { inspect } from "../inspect.js";
import type { FileLike } from "../parse-file.js";
import type { SeaFormat } from "../sea/format.js";
import type { ExecutableArch, ExecutableInfo } from "../types.js";
import { withFile } from "../with-file.js";
import { alreadyInjected } from "./errors.js";
import { type Scan, scanBinary } from "./scan.js";
import { verifyPages } from "./verify-signature.js";

/**
 * What is worth knowing of a Node.js binary before applications are made of it: small, plain data that can be kept
 * as JSON under the binary's digest, so that its bytes are searched once.
 */
export interface BaseAnalysis {
  /** Of this record; another one is not understood. */
  readonly schema: 1;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly format: "elf" | "pe" | "mach-o";
  readonly arch: ExecutableArch;
  /** What the binary says of itself, where it does: `24.21.0`. */
  readonly nodeVersion?: string;
  /** Where the byte stands that says whether an application is inside. */
  readonly fuseOffset: number;
  /** How this Node.js reads its blob. */
  readonly sea: SeaFormat;
  /** Mach-O: whether every page is as its signature says; their hashes then serve for what is made of it. */
  readonly hasSoundPages?: boolean;
}

export const ANALYSIS_SCHEMA = 1;

/**
 * Reads a Node.js binary once, all of it: what must be known to make applications of it.
 *
 * Throws ExecutableError: what `inspect` throws, ERR_EXECUTABLE_NOT_NODE, ERR_EXECUTABLE_NO_FUSE,
 * ERR_EXECUTABLE_ALREADY_INJECTED, ERR_EXECUTABLE_UNSUPPORTED.
 */
export async function analyse(base: string): Promise<BaseAnalysis> {
  const info = await inspect(base);
  return await withFile(base, async (file) => {
    const { size } = await file.stat();
    return await analyseFile(file, { name: base, sizeBytes: size, info });
  });
}

/** Reads all of a binary and refuses what no application can be made of. */
async function analyseFile(
  file: FileLike,
  {
    name,
    sizeBytes,
    info,
  }: { readonly name: string; readonly sizeBytes: number; readonly info: ExecutableInfo },
): Promise<BaseAnalysis> {
  const { format, arch } = info;
  if (format === "xcoff" || arch === "universal") {
    throw new ExecutableError(
      "ERR_EXECUTABLE_UNSUPPORTED",
      `cannot add an application to ${name}: ${reason(info)}`,
      {
        hint:
          arch === "universal" ? "take the binary for one CPU" : "Node.js itself reads no applications there",
      },
    );
  }
  const scan = await scanBinary(file, sizeBytes);
  const { sha256, nodeVersion } = scan;
  return {
    schema: ANALYSIS_SCHEMA,
    sha256,
    sizeBytes,
    format,
    arch,
    ...(nodeVersion === undefined ? {} : { nodeVersion }),
    fuseOffset: requireFuse(scan, name),
    sea: seaFormatOf(scan, info),
    ...(format === "mach-o" ? { hasSoundPages: await hasSoundPages(file, name, sizeBytes) } : {}),
  };
}

async function hasSoundPages(file: FileLike, name: string, sizeBytes: number): Promise<boolean> {
  const signature = await verifyPages(file, { name, start: 0, sizeBytes });
  return signature !== undefined && signature.badPages.length === 0;
}

function reason({ arch }: ExecutableInfo): string {
  return arch === "universal" ? "it holds binaries for several CPUs" : "it is an XCOFF file";
}

export function seaFormatOf({ parts }: Scan, { bits, endianness }: ExecutableInfo): SeaFormat {
  return { wordBytes: bits === 64 ? 8 : 4, endianness, parts };
}

function requireFuse({ fuses, isNode, nodeVersion }: Scan, name: string): number {
  if (fuses.some(({ isBlown }) => isBlown)) throw alreadyInjected(name);
  const [fuse] = fuses;
  if (fuse !== undefined && fuses.length === 1) return fuse.offset;
  if (fuse !== undefined) {
    throw new ExecutableError(
      "ERR_EXECUTABLE_UNSUPPORTED",
      `${name} holds ${fuses.length} copies of Node.js`,
    );
  }
  if (!isNode) {
    throw new ExecutableError("ERR_EXECUTABLE_NOT_NODE", `no Node.js is in ${name}`, {
      hint: "expected a Node.js executable; a script, or a Node.js that loads libnode, will not do",
    });
  }
  const what = nodeVersion === undefined ? "the Node.js" : `Node.js ${nodeVersion}`;
  throw new ExecutableError("ERR_EXECUTABLE_NO_FUSE", `${what} in ${name} cannot carry an application`, {
    hint: "take Node.js 20 or later, built without --disable-single-executable-application",
  });
}

/** A record that was kept, once its shape is what this version writes. Throws ERR_EXECUTABLE_STALE_ANALYSIS. */
export function parseAnalysis(value: unknown): BaseAnalysis {
  const record = Object(value) as Partial<Record<keyof BaseAnalysis, unknown>>;
  const sea = Object(record.sea) as Partial<Record<keyof SeaFormat, unknown>>;
  const isSound =
    record.schema === ANALYSIS_SCHEMA &&
    typeof record.sha256 === "string" &&
    Number.isSafeInteger(record.sizeBytes) &&
    Number.isSafeInteger(record.fuseOffset) &&
    typeof record.format === "string" &&
    typeof record.arch === "string" &&
    Array.isArray(sea.parts) &&
    (sea.wordBytes === 4 || sea.wordBytes === 8) &&
    (sea.endianness === "little" || sea.endianness === "big");
  if (!isSound) throw staleAnalysis("it is not one that this version wrote");
  return value as BaseAnalysis;
}

export function staleAnalysis(why: string): ExecutableError {
  return new ExecutableError("ERR_EXECUTABLE_STALE_ANALYSIS", `the analysis does not fit: ${why}`, {
    hint: "analyse the base again",
  });
}
