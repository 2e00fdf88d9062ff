import { crc32 } from "node:zlib";
import type { Entry } from "yauzl";
import { throwIfAborted } from "../abort.js";
import { ArtifactError } from "../errors.js";
import { isSystemError, toFileError } from "../files/file-errors.js";
import { corrupt } from "./decompress.js";
import { unsafeEntry } from "./entry-path.js";
import type { EntrySink, RawEntry } from "./entry-sink.js";
import { isMadeOnUnix, OpenZip } from "./zip-file.js";

interface ZipJob {
  readonly label: string;
  readonly sink: EntrySink;
  readonly signal: AbortSignal | undefined;
}

const TYPE_BITS = 0o170000;
const TYPES: ReadonlyMap<number, "file" | "directory" | "symlink"> = new Map([
  [0, "file"],
  [0o100000, "file"],
  [0o040000, "directory"],
  [0o120000, "symlink"],
]);

/** Longer than any path that a system takes. */
const MAX_LINK_BYTES = 4096;

/** Unpacks a zip file as its central directory lists it; sizes and checksums must agree with that. */
export async function unpackZip(path: string, job: ZipJob): Promise<void> {
  let zip: OpenZip | undefined;
  try {
    zip = await OpenZip.open(path);
    for await (const entry of zip.entries()) {
      throwIfAborted(`Cannot unpack ${job.label}`, job.signal);
      await unpackEntry(zip, { entry, name: zip.nameOf(entry) }, job);
    }
  } catch (error) {
    throw isSystemError(error) ? toFileError(error, "read", path) : zipError(error, job.label);
  } finally {
    zip?.close();
  }
}

interface NamedEntry {
  readonly entry: Entry;
  readonly name: string;
}

async function unpackEntry(zip: OpenZip, named: NamedEntry, job: ZipJob): Promise<void> {
  const { label, sink } = job;
  const { entry, name } = named;
  if (entry.isEncrypted()) {
    throw new ArtifactError("ERR_ARTIFACT_FORMAT", `Cannot unpack ${label}: it is encrypted`, {
      hint: "Take an archive that is not.",
      path: name,
    });
  }
  const { type, mode } = attributes(named);
  if (type === "symlink") {
    const linkName = await readLink(zip, named, job);
    sink.entry({ name, type, sizeBytes: 0, mode, linkName });
    return;
  }
  const sizeBytes = type === "file" ? entry.uncompressedSize : 0;
  sink.entry({ name, type, sizeBytes, mode, linkName: "" });
  if (type === "file") {
    await readEntry(zip, named, { ...job, onChunk: (chunk) => sink.data(chunk, 0, chunk.length) });
    sink.endEntry();
  }
}

function attributes({ entry, name }: NamedEntry): Pick<RawEntry, "type" | "mode"> {
  const attribute = isMadeOnUnix(entry) ? entry.externalFileAttributes >>> 16 : 0;
  const type = name.endsWith("/") ? "directory" : (TYPES.get(attribute & TYPE_BITS) ?? "other");
  const permissions = attribute & 0o777;
  const usual = type === "directory" ? 0o755 : 0o644;
  return { type, mode: permissions === 0 ? usual : permissions };
}

async function readLink(zip: OpenZip, named: NamedEntry, job: ZipJob): Promise<string> {
  if (named.entry.uncompressedSize > MAX_LINK_BYTES) {
    throw unsafeEntry(named.name, "is a link with a target too long for any system", job.label);
  }
  const chunks: Buffer[] = [];
  await readEntry(zip, named, { ...job, onChunk: (chunk) => chunks.push(chunk) });
  return Buffer.concat(chunks).toString("utf8");
}

async function readEntry(
  zip: OpenZip,
  { entry, name }: NamedEntry,
  { label, sink, signal, onChunk }: ZipJob & { readonly onChunk: (chunk: Buffer) => void },
): Promise<void> {
  let checksum = 0;
  for await (const chunk of zip.read(entry)) {
    throwIfAborted(`Cannot unpack ${label}`, signal);
    sink.limits.decompressed(chunk.length);
    checksum = crc32(chunk, checksum);
    onChunk(chunk);
  }
  if (checksum !== entry.crc32) {
    throw corrupt(label, `the checksum of its entry ${JSON.stringify(name)} is wrong`, undefined);
  }
}

/** yauzl's errors are plain: their text is all that tells them apart. */
function zipError(error: unknown, label: string): unknown {
  if (error instanceof ArtifactError || !(error instanceof Error)) {
    return error;
  }
  const details = { hint: "Make the archive again, with deflate and without encryption.", cause: error };
  if (/end of central directory|unexpected EOF/i.test(error.message)) {
    return new ArtifactError(
      "ERR_ARTIFACT_TRUNCATED",
      `Cannot unpack ${label}: the end of the zip archive is missing`,
      {
        hint: "The file is incomplete: fetch it again.",
        cause: error,
      },
    );
  }
  if (/not supported|unsupported|multi-disk/i.test(error.message)) {
    return new ArtifactError("ERR_ARTIFACT_FORMAT", `Cannot unpack ${label}: ${error.message}`, details);
  }
  return corrupt(label, error.message, error);
}
