import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { ArtifactError } from "../errors.js";
import { systemCode } from "../files/file-errors.js";
import type { ByteSource } from "./byte-source.js";
import { corrupt, truncated } from "./decompress.js";
import { readAhead } from "./read-ahead.js";
import { writeChunk } from "./write-chunk.js";

export type XzMode = "auto" | "system" | "wasm";

/**
 * The tar inside xz data. The program `xz` is twice as fast as WebAssembly and leaves the main
 * thread to write files; where it is missing, as on Windows and in small images, WebAssembly does.
 */
export async function* unxz(
  source: ByteSource,
  label: string,
  mode: XzMode,
): AsyncGenerator<Buffer, void, undefined> {
  const program = mode === "wasm" ? undefined : await startXz();
  if (program !== undefined) {
    yield* throughProgram(program, source, label);
  } else if (mode === "system") {
    throw new ArtifactError("ERR_ARTIFACT_FORMAT", `Cannot unpack ${label}: the program xz is missing`, {
      hint: "Install xz-utils, or take a .tar.gz archive.",
    });
  } else {
    yield* throughWebAssembly(source, label);
  }
}

/** A header may ask for a dictionary of 4 GiB; no release needs more than 65 MiB. */
const XZ_MEMORY_LIMIT = "--memlimit-decompress=1GiB";

/** Undefined if there is no such program. Short options: busybox knows no others. */
async function startXz(): Promise<ChildProcessWithoutNullStreams | undefined> {
  const { spawn } = await import("node:child_process");
  const child = spawn("xz", ["-dc"], { env: { ...process.env, LC_ALL: "C", XZ_DEFAULTS: XZ_MEMORY_LIMIT } });
  try {
    await once(child, "spawn");
    return child;
  } catch {
    return undefined;
  }
}

async function* throughProgram(
  child: ChildProcessWithoutNullStreams,
  source: ByteSource,
  label: string,
): AsyncGenerator<Buffer, void, undefined> {
  const closed = once(child, "close");
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint = (complaint + text).slice(0, 1000);
  });
  const feeding = feed(child, source);
  // Awaited below; what xz itself says about the end of its input comes first.
  feeding.catch(() => child.kill());
  try {
    yield* readAhead(child.stdout);
    const [exitCode] = await closed;
    await feeding;
    if (exitCode !== 0) {
      throw xzError(complaint, label);
    }
  } finally {
    child.kill();
  }
}

/** Writes until the source ends, or xz does. */
async function feed({ stdin }: ChildProcessWithoutNullStreams, source: ByteSource): Promise<void> {
  let isClosed = false;
  stdin.on("error", () => {});
  stdin.on("close", () => {
    isClosed = true;
  });
  for await (const chunk of source) {
    if (isClosed) {
      return;
    }
    await writeChunk(stdin, chunk);
  }
  stdin.end();
}

function xzError(complaint: string, label: string): ArtifactError {
  if (/end of input|unexpected EOF/i.test(complaint)) {
    return truncated(label, undefined);
  }
  if (/memory usage limit/i.test(complaint)) {
    return new ArtifactError(
      "ERR_ARTIFACT_LIMIT",
      `Cannot unpack ${label}: xz needs more than 1 GiB of memory for it`,
      {
        hint: "This may be a decompression bomb: check where the archive comes from.",
      },
    );
  }
  return corrupt(label, complaint.trim().replace(/^xz: (?:\(stdin\): )?/, "") || "xz failed", undefined);
}

/** Result codes of xz-embedded (`enum xz_ret` in its xz.h). */
const XZ_OPTIONS_ERROR = 6;
const XZ_BUF_ERROR = 8;

async function* throughWebAssembly(
  source: ByteSource,
  label: string,
): AsyncGenerator<Buffer, void, undefined> {
  const { default: xz } = await import("xz-decompress");
  const input = source[Symbol.asyncIterator]();
  const stream = new xz.XzReadableStream(ReadableStream.from({ [Symbol.asyncIterator]: () => input }));
  try {
    for await (const chunk of stream) {
      yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    }
  } catch (error) {
    throw webAssemblyError(error, label);
  }
}

function webAssemblyError(error: unknown, label: string): unknown {
  if (!(error instanceof Error) || error instanceof ArtifactError || systemCode(error) !== undefined) {
    return error;
  }
  const code = Number(/error code (\d+)/.exec(error.message)?.[1]);
  if (code === XZ_BUF_ERROR) {
    return truncated(label, error);
  }
  if (code === XZ_OPTIONS_ERROR) {
    return new ArtifactError(
      "ERR_ARTIFACT_FORMAT",
      `Cannot unpack ${label}: it uses a filter or check that needs the program xz`,
      {
        hint: "Install xz-utils, or take a .tar.gz archive.",
        cause: error,
      },
    );
  }
  return Number.isNaN(code) ? error : corrupt(label, `its xz data are damaged (${error.message})`, error);
}
