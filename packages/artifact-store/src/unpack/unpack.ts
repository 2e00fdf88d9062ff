import { readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { abortedError, throwIfAborted } from "../abort.js";
import { ArtifactError } from "../errors.js";
import { isSystemError, toFileError } from "../files/file-errors.js";
import { makeDirectory } from "../files/make-directory.js";
import { ownToken } from "../files/process-identity.js";
import { ByteSource, readFileBytes } from "./byte-source.js";
import { gunzip, unzstd } from "./decompress.js";
import { DETECT_BYTES, detectFormat } from "./detect-format.js";
import { EntrySink } from "./entry-sink.js";
import type { ArchiveFormat, UnpackOptions, UnpackSummary } from "./types.js";
import { unpackTar } from "./unpack-tar.js";
import { unpackZip } from "./unpack-zip.js";
import { unxz } from "./xz.js";

/**
 * Unpacks an archive into a directory of its own. Nothing lands outside it, whatever the archive
 * says, and after a failure or an abort everything made here is gone again. A source is read to its
 * end even where the archive ends before, so that a `Download`'s proof is part of it.
 *
 * The bytes are not trusted but followed: unpack into a place that is thrown away if they turn out
 * to be wrong (`stageDirectory`).
 * @param source the bytes, or the path of a file.
 * @throws ArtifactError see README.md for the codes.
 */
export async function unpack(
  source: AsyncIterable<Uint8Array> | string,
  options: UnpackOptions,
): Promise<UnpackSummary> {
  const label = typeof source === "string" ? source : "the archive";
  throwIfAborted(`Cannot unpack ${label}`, options.signal);
  const rollback = await claimDirectory(options.into);
  const sink = new EntrySink(label, options);
  try {
    return await unpackInto(source, {
      label,
      path: typeof source === "string" ? source : undefined,
      options,
      sink,
    });
  } catch (error) {
    sink.close();
    await rollback();
    throw options.signal?.aborted ? abortedError(`Cannot unpack ${label}`, options.signal) : error;
  }
}

interface Job {
  /** What messages call the archive. */
  readonly label: string;
  /** Undefined for a stream. */
  readonly path: string | undefined;
  readonly options: UnpackOptions;
  readonly sink: EntrySink;
}

async function unpackInto(input: AsyncIterable<Uint8Array> | string, job: Job): Promise<UnpackSummary> {
  const { label, options, sink } = job;
  const source = new ByteSource(typeof input === "string" ? readFileBytes(input) : input, {
    doing: `Cannot unpack ${label}`,
    signal: options.signal,
    onBytes: (bytes) => {
      sink.limits.archiveBytes += bytes;
    },
  });
  try {
    const format = knownFormat(await source.peek(DETECT_BYTES), job);
    await unpackFormat(format, source, job);
    return { format, ...sink.finish(), archiveBytes: sink.limits.archiveBytes };
  } finally {
    await source.close();
  }
}

async function unpackFormat(format: ArchiveFormat, source: ByteSource, job: Job): Promise<void> {
  const { label, sink, options } = job;
  switch (format) {
    case "tar":
      return unpackTar(source, { label, sink, needsEndMark: true });
    case "tar.gz":
      return unpackTar(gunzip(source, label), { label, sink, needsEndMark: false });
    case "tar.zst":
      // The zstd of Node.js 22 takes data that were cut for data that end.
      return unpackTar(unzstd(source, label), { label, sink, needsEndMark: true });
    case "tar.xz":
      return unpackTar(unxz(source, label, options.xz ?? "auto"), { label, sink, needsEndMark: false });
    case "zip":
      return unpackZipFrom(source, job);
  }
}

/** A zip archive's list stands at its end: what comes as a stream has to be a file first. */
async function unpackZipFrom(source: ByteSource, job: Job): Promise<void> {
  const { label, options, sink, path } = job;
  if (path !== undefined) {
    sink.limits.archiveBytes = (await stat(path)).size;
    return unpackZip(path, { label, sink, signal: options.signal });
  }
  const spool = join(options.into, `.${ownToken()}.spool`);
  try {
    await writeFile(spool, source, { flag: "wx" }).catch((error: unknown) => {
      throw isSystemError(error) ? toFileError(error, "write", spool) : error;
    });
    await unpackZip(spool, { label, sink, signal: options.signal });
  } finally {
    await remove(spool);
  }
}

function knownFormat(head: Buffer, { label, options }: Job): ArchiveFormat {
  const detected = detectFormat(head);
  if (detected !== undefined && "format" in detected) {
    return detected.format;
  }
  const wanted = options.format === undefined ? "" : `no ${options.format} and `;
  const what =
    detected === undefined
      ? `it is ${wanted}no archive of a known format`
      : `${detected.unsupported} is not supported`;
  throw new ArtifactError(
    "ERR_ARTIFACT_FORMAT",
    `Cannot unpack ${label}: ${head.length === 0 ? "it is empty" : what}`,
    {
      hint: "Supported are tar, tar.gz, tar.xz, tar.zst and zip; most releases come as one of them.",
    },
  );
}

/** Makes the directory, or takes an empty one; returns what undoes everything done in it. */
async function claimDirectory(into: string): Promise<() => Promise<void>> {
  const made = await makeDirectory(into);
  if (made !== undefined) {
    return () => remove(made);
  }
  const names = await readdir(into).catch((error: unknown) => {
    throw toFileError(error, "unpack into", into);
  });
  if (names.length > 0) {
    throw new ArtifactError("ERR_ARTIFACT_EXISTS", `Cannot unpack into ${into}: the directory is not empty`, {
      hint: "Unpack into a new directory.",
      path: into,
    });
  }
  return async () => {
    await Promise.all((await readdir(into)).map((name) => remove(join(into, name))));
  };
}

async function remove(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 3 });
}
