import { createReadStream } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { readElfHeader } from "../elf/header.js";
import { findSeaNote } from "../elf/sea-note.js";
import { ExecutableError } from "../errors.js";
import { inspect } from "../inspect.js";
import { readMachHeader } from "../mach-o/commands.js";
import { parseFile } from "../parse-file.js";
import { offsetOfRva, readPeHeader } from "../pe/header.js";
import { readResources } from "../pe/resources.js";
import { type ByteRange, decodeText, type Extent, type Parsing, requireWithin } from "../reader.js";
import type { StreamedBytes } from "../sea/byte-source.js";
import type { SeaContent } from "../sea/content.js";
import { parseSea, type SeaIndex } from "../sea/decode.js";
import type { SeaFormat } from "../sea/format.js";
import type { ExecutableFormat, ExecutableInfo } from "../types.js";
import { withFile } from "../with-file.js";
import { seaFormatOf } from "./analysis.js";
import { COMMAND_SEGMENT_64, SEGMENT_BYTES, SEGMENT_NAME } from "./mach-o.js";
import { isBlobResource } from "./pe.js";
import { scanBinary } from "./scan.js";

/** An executable taken apart. */
export interface Application {
  /** Where the blob stands in the file. */
  readonly blob: ByteRange;
  readonly format: SeaFormat;
  readonly nodeVersion?: string;
  /** Its bytes are read from the file when they are asked for. */
  readonly content: SeaContent;
}

/**
 * Finds the application in an executable that was made by this package, by postject or by `node --build-sea`.
 *
 * Throws ExecutableError: what `inspect` throws, ERR_EXECUTABLE_NO_BLOB when none is inside, ERR_EXECUTABLE_BLOB when
 * what is inside is not what its Node.js reads.
 */
export async function openApplication(path: string): Promise<Application> {
  const info = await inspect(path);
  return await withFile(path, (file) => readApplication(file, path, info));
}

async function readApplication(file: FileHandle, path: string, info: ExecutableInfo): Promise<Application> {
  const { size } = await file.stat();
  const extent = { name: path, start: 0, sizeBytes: size };
  const blob = await parseFile(file, extent, findBlob(extent, info.format));
  const scan = await scanBinary(file, size, blob);
  if (blob === undefined || !scan.fuses.some(({ isBlown }) => isBlown)) {
    throw new ExecutableError("ERR_EXECUTABLE_NO_BLOB", `no application is in ${path}`, {
      hint: "expected a single executable application of Node.js",
    });
  }
  const format = seaFormatOf(scan, info);
  const part = { name: `the blob of ${path}`, start: blob.offset, sizeBytes: blob.length };
  const index = await parseFile(file, part, parseSea(part, format));
  const { nodeVersion } = scan;
  const content = contentOf(path, blob, index);
  return { blob, format, content, ...(nodeVersion === undefined ? {} : { nodeVersion }) };
}

function contentOf(
  path: string,
  blob: ByteRange,
  { main, codeCache, assets, ...rest }: SeaIndex,
): SeaContent {
  const source = (range: ByteRange): StreamedBytes => sliceOf(path, blob.offset + range.offset, range.length);
  return {
    ...rest,
    main: source(main),
    ...(codeCache === undefined ? {} : { codeCache: source(codeCache) }),
    ...(assets === undefined
      ? {}
      : { assets: new Map(Array.from(assets, ([name, range]) => [name, source(range)])) }),
  };
}

function sliceOf(path: string, start: number, sizeBytes: number): StreamedBytes {
  const read = (): Iterable<Uint8Array> | AsyncIterable<Uint8Array> =>
    sizeBytes === 0 ? [] : createReadStream(path, { start, end: start + sizeBytes - 1 });
  return { sizeBytes, read };
}

/** Where the blob stands that Node.js would find in this file, or undefined. */
function* findBlob(extent: Extent, format: ExecutableFormat): Parsing<ByteRange | undefined> {
  const range = yield* FINDERS[format](extent);
  if (range !== undefined) requireWithin(extent, range, "the application");
  return range;
}

type Finder = (extent: Extent) => Parsing<ByteRange | undefined>;

const FINDERS: Readonly<Record<ExecutableFormat, Finder>> = {
  *elf(extent) {
    return yield* findSeaNote(extent, yield* readElfHeader(extent));
  },
  *pe(extent) {
    const header = yield* readPeHeader(extent);
    if (header === undefined) return undefined;
    const resource = (yield* readResources(extent, header)).find(isBlobResource);
    const offset = resource === undefined ? undefined : offsetOfRva(header, resource.address);
    return resource === undefined || offset === undefined
      ? undefined
      : { offset, length: resource.sizeBytes };
  },
  *"mach-o"(extent) {
    const header = yield* readMachHeader(extent);
    for (const { type, fields, bytes } of header?.commands ?? []) {
      if (type !== COMMAND_SEGMENT_64 || fields.sizeBytes <= SEGMENT_BYTES) continue;
      const name = decodeText(bytes.subarray(8, 24)).replace(/\0.*$/s, "");
      if (name === SEGMENT_NAME) {
        return { offset: fields.u32(SEGMENT_BYTES + 48), length: fields.u64(SEGMENT_BYTES + 40) };
      }
    }
    return undefined;
  },
  // biome-ignore lint/correctness/useYield: the same shape as the others
  *xcoff() {
    return undefined;
  },
};
