import type { FileHandle } from "node:fs/promises";
import { alignUp, FieldWriter } from "../field-writer.js";
import { Fields } from "../fields.js";
import { checksumOf } from "../pe/checksum.js";
import { DIRECTORY_CERTIFICATES, type PeHeader, readPeHeader } from "../pe/header.js";
import { type AddedResource, writeResourceTree } from "../pe/resource-tree.js";
import { type Resource, readResources } from "../pe/resources.js";
import { type Extent, malformed, type Parsing, readBytes } from "../reader.js";
import { alreadyInjected, noPlace, signedBySomeone } from "./errors.js";
import { BLOB_ALIGNMENT, type Layout, type Patch, type PlanRequest } from "./layout.js";
import { newResources, type WindowsResources } from "./windows-resources.js";
import { writeAll } from "./write-output.js";

export interface PePlanRequest extends PlanRequest {
  readonly removeSignature: boolean;
  readonly resources: WindowsResources;
}

/** RT_RCDATA, and the name under which Node.js asks for its blob. */
const TYPE_DATA = 10;
const BLOB_NAME = "NODE_SEA_BLOB";
const ANY_LANGUAGE = 0;

/** Whether Node.js takes this resource for its blob. */
export function isBlobResource({ type, name }: Pick<Resource, "type" | "name">): boolean {
  return type === TYPE_DATA && name === BLOB_NAME;
}

/** The loader maps no image of 2 GiB. */
const MAX_IMAGE_BYTES = 0x7fff_ffff;

const SECTION_BYTES = 40;
const INITIALIZED_READABLE = 0x4000_0040;

/**
 * Plans a section behind all others, with a resource tree of its own: the resources of the base, which stay where
 * they are, and the new ones with the blob as the last. The old section keeps its bytes and gives up its name, since
 * tools look for resources by that. A signature goes: it is the end of the file, and void.
 */
export function* planPe(extent: Extent, request: PePlanRequest): Parsing<Layout> {
  const header = yield* readPeHeader(extent);
  if (header === undefined) throw malformed(extent, "it has no PE header");
  const keepBytes = endWithoutSignature(extent, header, request.removeSignature);
  const raw = yield* readRawHeaders(extent);
  if (header.directories.length <= DIRECTORY_CERTIFICATES)
    throw noPlace(extent.name, "it has no resource directory");
  const old = yield* readResources(extent, header);
  if (old.some(isBlobResource)) throw alreadyInjected(extent.name);

  const ends = header.sections.map((one) => one.address + Math.max(one.memoryBytes, one.fileBytes));
  const address = alignUp(Math.max(raw.imageBytes, ...ends), raw.sectionAlignment);
  const offset = alignUp(keepBytes, raw.fileAlignment);
  const { tree, places, blobAt } = arrange(old, request, address);
  const usedBytes = blobAt + request.blobBytes;
  const fileBytes = alignUp(usedBytes, raw.fileAlignment);
  if (address + usedBytes > MAX_IMAGE_BYTES)
    throw noPlace(extent.name, `${request.blobBytes} bytes are too many`);
  const section = { address, offset, usedBytes, fileBytes };
  return {
    sizeBytes: offset + fileBytes,
    keepBytes,
    blobOffset: offset + blobAt,
    patches: [
      ...headerPatches(extent, raw, section),
      { offset, bytes: tree },
      ...places.map(({ at, bytes }) => ({ offset: offset + at, bytes })),
    ],
  };
}

/** Computes and writes the checksum of the finished image; the plan left zero in its place. */
export async function finishPe(file: FileHandle, { sizeBytes }: Layout): Promise<void> {
  const start = new DataView(await bytesAt(file, 60, 4)).getUint32(0, true);
  const checksum = new FieldWriter(new Uint8Array(4), true).u32(0, (await checksumOf(file, sizeBytes)) >>> 0);
  await writeAll(file, checksum.bytes, start + CHECKSUM_AT);
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  await file.read(bytes, 0, length, position);
  return bytes.buffer;
}

/** Places of fields, from the PE signature; they are the same for 32 and 64 bits. */
const COUNT_AT = 6;
const OPTIONAL_AT = 24;
const INITIALIZED_BYTES_AT = OPTIONAL_AT + 8;
const SECTION_ALIGNMENT_AT = OPTIONAL_AT + 32;
const FILE_ALIGNMENT_AT = OPTIONAL_AT + 36;
const IMAGE_BYTES_AT = OPTIONAL_AT + 56;
const HEADER_BYTES_AT = OPTIONAL_AT + 60;
const CHECKSUM_AT = OPTIONAL_AT + 64;

interface RawHeaders {
  /** Where the PE signature stands. */
  readonly start: number;
  /** From the start of the file to the first section's bytes. */
  readonly bytes: Uint8Array;
  readonly directoriesAt: number;
  readonly sectionsAt: number;
  readonly sectionCount: number;
  readonly sectionAlignment: number;
  readonly fileAlignment: number;
  readonly imageBytes: number;
}

const MAX_HEADER_BYTES = 1024 * 1024;

function* readRawHeaders(extent: Extent): Parsing<RawHeaders> {
  const what = "the PE headers";
  const dos = new Fields(extent, yield* readBytes(extent, { offset: 60, length: 4 }, what), true);
  const start = dos.u32(0);
  const common = { offset: start, length: HEADER_BYTES_AT + 4 };
  const fields = new Fields(extent, yield* readBytes(extent, common, what), true);
  const headerBytes = fields.u32(HEADER_BYTES_AT);
  if (headerBytes > MAX_HEADER_BYTES) throw malformed(extent, `${headerBytes} bytes of headers`);
  const bytes = yield* readBytes(extent, { offset: 0, length: headerBytes }, what);
  const [sectionAlignment, fileAlignment] = [fields.u32(SECTION_ALIGNMENT_AT), fields.u32(FILE_ALIGNMENT_AT)];
  if (![sectionAlignment, fileAlignment].every(isPowerOfTwo))
    throw malformed(extent, "its alignment is none");
  return {
    start,
    bytes: bytes.slice(),
    directoriesAt: start + OPTIONAL_AT + (fields.u16(OPTIONAL_AT) === 0x20b ? 112 : 96),
    sectionsAt: start + OPTIONAL_AT + fields.u16(20),
    sectionCount: fields.u16(COUNT_AT),
    sectionAlignment,
    fileAlignment,
    imageBytes: fields.u32(IMAGE_BYTES_AT),
  };
}

function isPowerOfTwo(value: number): boolean {
  return value >= 16 && value <= 2 ** 24 && (value & (value - 1)) === 0;
}

/** The length of the file without its signature, which must be the last thing in it. */
function endWithoutSignature(extent: Extent, header: PeHeader, isRemoved: boolean): number {
  const signature = header.directories[DIRECTORY_CERTIFICATES];
  if (signature === undefined || signature.sizeBytes === 0) return extent.sizeBytes;
  if (!isRemoved) throw signedBySomeone(extent.name, "its publisher (Authenticode)");
  if (signature.address + signature.sizeBytes !== extent.sizeBytes) {
    throw noPlace(extent.name, "its signature is not the end of it");
  }
  return signature.address;
}

/** Where the parts stand in the new section: the tree, small resources, the blob. */
function arrange(
  old: readonly Resource[],
  { resources, blobBytes }: PePlanRequest,
  address: number,
): {
  readonly tree: Uint8Array;
  readonly places: readonly { readonly at: number; readonly bytes: Uint8Array }[];
  readonly blobAt: number;
} {
  const { added, replacedTypes } = newResources(resources);
  const kept = old.filter(({ type }) => !replacedTypes.has(type));
  const blob = {
    type: TYPE_DATA,
    name: BLOB_NAME,
    language: ANY_LANGUAGE,
    sizeBytes: blobBytes,
    codePage: 0,
  };
  const treeBytes = writeResourceTree(
    [...kept, ...added.map(unplaced), { ...blob, offset: 0 }],
    address,
  ).length;
  let at = treeBytes;
  const placed: (AddedResource & { readonly bytes: Uint8Array })[] = added.map((one) => {
    const offset = at;
    at = alignUp(at + one.bytes.length, BLOB_ALIGNMENT);
    return { ...unplaced(one), offset, bytes: one.bytes };
  });
  const tree = writeResourceTree([...kept, ...placed, { ...blob, offset: at }], address);
  return { tree, places: placed.map(({ offset, bytes }) => ({ at: offset, bytes })), blobAt: at };
}

/** A resource whose place is not known yet: the tree has the same length wherever it lies. */
function unplaced({
  bytes,
  ...key
}: Omit<AddedResource, "offset" | "sizeBytes" | "codePage"> & {
  readonly bytes: Uint8Array;
}): AddedResource {
  return { ...key, sizeBytes: bytes.length, codePage: 0, offset: 0 };
}

interface NewSection {
  readonly address: number;
  readonly offset: number;
  readonly usedBytes: number;
  readonly fileBytes: number;
}

function headerPatches(extent: Extent, raw: RawHeaders, section: NewSection): Patch[] {
  const { bytes, start, sectionsAt, sectionCount } = raw;
  const at = sectionsAt + SECTION_BYTES * sectionCount;
  const hasRoom = at + SECTION_BYTES <= bytes.length;
  if (!hasRoom || bytes.subarray(at, at + SECTION_BYTES).some((byte) => byte !== 0)) {
    throw noPlace(extent.name, "its headers have no room for one more section");
  }
  const fields = new Fields(extent, bytes, true);
  const header = new FieldWriter(bytes, true);
  renameResources(header, raw);
  header
    .text(at, ".rsrc")
    .u32(at + 8, section.usedBytes)
    .u32(at + 12, section.address);
  header
    .u32(at + 16, section.fileBytes)
    .u32(at + 20, section.offset)
    .u32(at + 36, INITIALIZED_READABLE);
  header.u16(start + COUNT_AT, sectionCount + 1);
  const initialized = fields.u32(start + INITIALIZED_BYTES_AT) + section.fileBytes;
  header.u32(start + INITIALIZED_BYTES_AT, initialized % 2 ** 32);
  header.u32(start + IMAGE_BYTES_AT, alignUp(section.address + section.usedBytes, raw.sectionAlignment));
  header.u32(start + CHECKSUM_AT, 0);
  const { directoriesAt } = raw;
  header.u32(directoriesAt + 16, section.address).u32(directoriesAt + 20, section.usedBytes);
  header.u32(directoriesAt + 32, 0).u32(directoriesAt + 36, 0);
  return [{ offset: 0, bytes }];
}

function renameResources(header: FieldWriter, { sectionsAt, sectionCount }: RawHeaders): void {
  for (let i = 0; i < sectionCount; i += 1) {
    const at = sectionsAt + SECTION_BYTES * i;
    const name = String.fromCharCode(...header.bytes.subarray(at, at + 8)).replace(/\0+$/, "");
    if (name === ".rsrc") header.text(at, ".rsrc0");
  }
}
