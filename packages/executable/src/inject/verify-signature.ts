import { ExecutableError } from "../errors.js";
import type { CodeSignature } from "../mach-o/code-signature.js";
import { type CodeDirectory, FLAG_AD_HOC, readCodeSignature } from "../mach-o/code-signature.js";
import { readMachHeader } from "../mach-o/commands.js";
import { hashPages } from "../mach-o/hash-pages.js";
import { type FileLike, parseFile, readRange } from "../parse-file.js";
import type { Extent, Parsing } from "../reader.js";
import { withFile } from "../with-file.js";

/** What the signature of a Mach-O file says, and whether its pages are those that were signed. */
export interface MachOSignature {
  readonly identifier: string;
  readonly teamId?: string;
  /** Whether no certificate vouches for it. */
  readonly isAdHoc: boolean;
  readonly pageCount: number;
  /** The pages whose hash is another one. */
  readonly badPages: readonly number[];
  /** Whether the signature is the end of the file, as it must be. */
  readonly isAtEnd: boolean;
}

/**
 * Hashes every page of a Mach-O file for one CPU and compares with its signature; undefined when it has none.
 * Whose certificate it is, and whether that can be trusted, is not looked at.
 */
export async function verifyMachOSignature(path: string): Promise<MachOSignature | undefined> {
  return await withFile(path, async (file) => {
    const { size } = await file.stat();
    return await verifyPages(file, { name: path, start: 0, sizeBytes: size });
  });
}

export async function verifyPages(file: FileLike, extent: Extent): Promise<MachOSignature | undefined> {
  const signature = await parseFile(file, extent, readSignature(extent));
  const [first] = signature?.directories ?? [];
  if (signature === undefined || first === undefined) return undefined;
  const bad = new Set<number>();
  for (const directory of signature.directories) {
    for (const page of await badPagesOf(file, directory)) bad.add(page);
  }
  return {
    identifier: first.identifier,
    ...(first.teamId === undefined ? {} : { teamId: first.teamId }),
    isAdHoc: (first.flags & FLAG_AD_HOC) !== 0 && !signature.isCertified,
    pageCount: first.pageCount,
    badPages: [...bad].sort((a, b) => a - b),
    isAtEnd: signature.offset + signature.sizeBytes === extent.sizeBytes,
  };
}

function* readSignature(extent: Extent): Parsing<CodeSignature | undefined> {
  const header = yield* readMachHeader(extent);
  if (header === undefined) {
    throw new ExecutableError(
      "ERR_EXECUTABLE_UNKNOWN_FORMAT",
      `${extent.name} is no Mach-O file for one CPU`,
    );
  }
  return yield* readCodeSignature(extent, header);
}

async function badPagesOf(file: FileLike, directory: CodeDirectory): Promise<number[]> {
  const { algorithm, hashBytes, pageBytes, codeBytes, pageCount, hashesAt } = directory;
  if (algorithm === undefined) return Array.from({ length: pageCount }, (_, page) => page);
  const expected = Buffer.from(await readRange(file, { offset: hashesAt, length: hashBytes * pageCount }));
  const bad: number[] = [];
  await hashPages(file, { algorithm, pageBytes, codeBytes, firstPage: 0, pageCount }, (page, digest) => {
    const at = page * hashBytes;
    if (!expected.subarray(at, at + hashBytes).equals(digest.subarray(0, hashBytes))) bad.push(page);
  });
  return bad;
}
