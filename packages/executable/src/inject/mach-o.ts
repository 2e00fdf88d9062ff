import { alignUp, FieldWriter } from "../field-writer.js";
import { COMMAND_SIGNATURE, type CodeSignature, readCodeSignature } from "../mach-o/code-signature.js";
import { type LoadCommand, type MachHeader, readMachHeader } from "../mach-o/commands.js";
import { type AdHocSignature, adHocSignatureBytes, isOfOurKind } from "../mach-o/write-code-directory.js";
import { decodeText, type Extent, malformed, type Parsing, readBytes } from "../reader.js";
import { alreadyInjected, noPlace, signedBySomeone } from "./errors.js";
import type { Layout, PlanRequest } from "./layout.js";
import { shiftLinkData } from "./shift-link-data.js";

export interface MachOPlanRequest extends PlanRequest {
  readonly removeSignature: boolean;
  readonly identifier: string;
  /** Whether the page hashes of the base's signature were found to be right. */
  readonly hasSoundPages: boolean;
}

export interface MachOLayout extends Layout {
  readonly signature: AdHocSignature;
  /** How far the link data moved. */
  readonly shiftBytes: number;
  readonly base: {
    readonly linkDataAt: number;
    /** Where its old signature begins, or its end. */
    readonly codeBytes: number;
    /** The page hashes of its own signature, when they are known to be right and of our kind. */
    readonly hashes?: Uint8Array;
  };
}

const HEADER_BYTES = 32;
export const COMMAND_SEGMENT_64 = 0x19;
const FILE_EXECUTABLE = 2;
const CPU_ARM64 = 0x0100000c;

export const SEGMENT_NAME = "NODE_SEA";
const SECTION_NAME = "__NODE_SEA_BLOB";
export const SEGMENT_BYTES = 72;
const SECTION_BYTES = 80;
const SIGNATURE_COMMAND_BYTES = 16;
const SIGNATURE_ALIGNMENT = 16;
const READABLE = 1;

/**
 * Plans a segment with the blob between the data and the link data (__LINKEDIT), which moves back by whole pages and
 * stays the last one, as loaders want it. In front of it nothing moves, and nothing refers to what is in it but the
 * load commands. Behind it comes an ad-hoc signature, without which Apple silicon starts no program.
 */
export function* planMachO(extent: Extent, request: MachOPlanRequest): Parsing<MachOLayout> {
  const header = yield* readMachHeader(extent);
  if (header === undefined) throw malformed(extent, "it has no Mach-O header");
  if (header.bits !== 64 || !header.isLittleEndian || header.fileType !== FILE_EXECUTABLE) {
    throw noPlace(extent.name, "it is no 64-bit program");
  }
  const { segments, linkData, text } = segmentsOf(extent, header);
  if (segments.some(({ name }) => name === SEGMENT_NAME)) throw alreadyInjected(extent.name);
  const old = yield* readCodeSignature(extent, header);
  const codeBytes = endWithoutSignature(extent, old, request.removeSignature, linkData);
  const hashes = request.hasSoundPages ? yield* readHashes(extent, old) : undefined;

  const pageBytes = header.cpuType === CPU_ARM64 ? 0x4000 : 0x1000;
  const shiftBytes = alignUp(Math.max(request.blobBytes, 1), pageBytes);
  const newCodeBytes = alignUp(codeBytes + shiftBytes, SIGNATURE_ALIGNMENT);
  const signature = { identifier: request.identifier, codeBytes: newCodeBytes, text };
  const signatureBytes = alignUp(adHocSignatureBytes(signature), SIGNATURE_ALIGNMENT);
  const sizeBytes = newCodeBytes + signatureBytes;
  if (sizeBytes > 0xffff_ffff) throw noPlace(extent.name, `${request.blobBytes} bytes are too many for it`);

  const moved = { address: linkData.address + shiftBytes, offset: linkData.offset + shiftBytes };
  const fileBytes = sizeBytes - moved.offset;
  const commands = header.commands.flatMap((command) => {
    if (command.type === COMMAND_SIGNATURE) return [];
    const bytes = shiftLinkData(command, linkData.offset, shiftBytes);
    if (command !== linkData.command) return [bytes];
    new FieldWriter(bytes, true)
      .u64(24, moved.address)
      .u64(32, alignUp(fileBytes, pageBytes))
      .u64(40, moved.offset)
      .u64(48, fileBytes);
    return [segmentCommand(linkData, shiftBytes, request.blobBytes), bytes];
  });
  commands.push(signatureCommand(newCodeBytes, signatureBytes));
  return {
    sizeBytes,
    keepBytes: linkData.offset,
    move: { from: linkData.offset, to: moved.offset, length: codeBytes - linkData.offset },
    blobOffset: linkData.offset,
    patches: [yield* headerPatch(extent, header, commands)],
    signature,
    shiftBytes,
    base: { linkDataAt: linkData.offset, codeBytes, ...(hashes === undefined ? {} : { hashes }) },
  };
}

interface Segment {
  readonly command: LoadCommand;
  readonly name: string;
  readonly address: number;
  readonly offset: number;
  readonly fileBytes: number;
}

function segmentsOf(
  extent: Extent,
  { commands }: MachHeader,
): {
  readonly segments: readonly Segment[];
  readonly linkData: Segment;
  readonly text: AdHocSignature["text"];
} {
  const segments = commands
    .filter(({ type }) => type === COMMAND_SEGMENT_64)
    .map((command) => ({
      command,
      name: decodeText(command.bytes.subarray(8, 24)).replace(/\0.*$/s, ""),
      address: command.fields.u64(24),
      offset: command.fields.u64(40),
      fileBytes: command.fields.u64(48),
    }));
  const linkData = segments.find(({ name }) => name === "__LINKEDIT");
  const text = segments.find(({ name }) => name === "__TEXT");
  if (linkData === undefined || text === undefined)
    throw malformed(extent, "it has no __TEXT or __LINKEDIT segment");
  const isLast = segments.every((one) => one.address <= linkData.address && one.offset <= linkData.offset);
  if (!isLast || linkData.offset + linkData.fileBytes !== extent.sizeBytes) {
    throw noPlace(extent.name, "__LINKEDIT is not the end of it");
  }
  if (linkData.offset % 0x1000 !== 0) throw malformed(extent, "__LINKEDIT begins within a page");
  return { segments, linkData, text: { offset: text.offset, length: text.fileBytes } };
}

/** The length of what precedes the signature, or of the whole file. */
function endWithoutSignature(
  extent: Extent,
  signature: CodeSignature | undefined,
  isRemoved: boolean,
  linkData: Segment,
): number {
  if (signature === undefined) return extent.sizeBytes;
  if (signature.isCertified && !isRemoved) {
    const team = signature.directories.find(({ teamId }) => teamId !== undefined)?.teamId;
    throw signedBySomeone(
      extent.name,
      team === undefined ? "its publisher" : `the Apple developer team ${team}`,
    );
  }
  if (signature.offset < linkData.offset || signature.offset + signature.sizeBytes !== extent.sizeBytes) {
    throw noPlace(extent.name, "its signature is not the end of it");
  }
  return signature.offset;
}

function* readHashes(extent: Extent, signature: CodeSignature | undefined): Parsing<Uint8Array | undefined> {
  const directory = signature?.directories.find(isOfOurKind);
  if (directory === undefined) return undefined;
  const length = directory.pageCount * directory.hashBytes;
  return yield* readBytes(extent, { offset: directory.hashesAt, length }, "the page hashes");
}

function segmentCommand(place: Segment, segmentBytes: number, blobBytes: number): Uint8Array {
  const command = new FieldWriter(new Uint8Array(SEGMENT_BYTES + SECTION_BYTES), true);
  command.u32(0, COMMAND_SEGMENT_64).u32(4, command.bytes.length).text(8, SEGMENT_NAME);
  command.u64(24, place.address).u64(32, segmentBytes).u64(40, place.offset).u64(48, segmentBytes);
  command.u32(56, READABLE).u32(60, READABLE).u32(64, 1);
  command.text(72, SECTION_NAME).text(88, SEGMENT_NAME).u64(104, place.address).u64(112, blobBytes);
  // 2 ** 4: blobs begin at a page anyway.
  return command.u32(120, place.offset).u32(124, 4).bytes;
}

function signatureCommand(offset: number, sizeBytes: number): Uint8Array {
  const command = new FieldWriter(new Uint8Array(SIGNATURE_COMMAND_BYTES), true);
  return command.u32(0, COMMAND_SIGNATURE).u32(4, SIGNATURE_COMMAND_BYTES).u32(8, offset).u32(12, sizeBytes)
    .bytes;
}

/** The header with the new commands, if they end before the first section. */
function* headerPatch(
  extent: Extent,
  header: MachHeader,
  commands: readonly Uint8Array[],
): Parsing<{ readonly offset: number; readonly bytes: Uint8Array }> {
  const commandBytes = commands.reduce((sum, { length }) => sum + length, 0);
  const oldBytes = header.commands.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const end = HEADER_BYTES + Math.max(commandBytes, oldBytes);
  if (end > firstSection(header)) throw noPlace(extent.name, "its header has no room for one more segment");
  const bytes = new Uint8Array(end);
  bytes.set(yield* readBytes(extent, { offset: 0, length: HEADER_BYTES }, "the Mach-O header"));
  new FieldWriter(bytes, true).u32(16, commands.length).u32(20, commandBytes);
  let at = HEADER_BYTES;
  for (const command of commands) {
    bytes.set(command, at);
    at += command.length;
  }
  return { offset: 0, bytes };
}

/** The lowest offset of a section that has bytes in the file. */
function firstSection({ commands }: MachHeader): number {
  let first = Number.POSITIVE_INFINITY;
  for (const { type, fields } of commands) {
    if (type !== COMMAND_SEGMENT_64) continue;
    const count = Math.min(fields.u32(64), Math.floor((fields.sizeBytes - SEGMENT_BYTES) / SECTION_BYTES));
    for (let i = 0; i < count; i += 1) {
      const offset = fields.u32(SEGMENT_BYTES + SECTION_BYTES * i + 48);
      if (offset > 0) first = Math.min(first, offset);
    }
  }
  return first;
}
