import { closeSync, openSync, readdirSync, readSync } from "node:fs";
import { basename } from "node:path";
import type { Libc } from "../vocabulary.js";
import { type ElfHeader, readElfHeader } from "./elf-header.js";
import { type HostEnvironment, type HostOptions, hostEnvironment } from "./host-options.js";
import { rootedPath } from "./rooted-path.js";

/**
 * The C library of this `process` (of the Node.js executable) or of the `system` (of what it comes with). They differ
 * where a static binary runs, or a glibc one through gcompat on Alpine. detect-libc asks for the first, npm for the
 * second; neither knows `static`. Undefined where the platform has no choice of one, or where it cannot be told.
 *
 * Reads a few hundred bytes of the executable or of `ldd`; asks `process.report` and then `ldd` itself only if
 * those say nothing.
 */
export function libcOf(of: "process" | "system", options: HostOptions = {}): Libc | undefined {
  return findLibc(of, hostEnvironment(options));
}

export function findLibc(of: "process" | "system", host: HostEnvironment): Libc | undefined {
  if (host.platform === "android") return "bionic";
  if (host.platform === "openharmony") return "ohos";
  if (host.platform !== "linux") return undefined;
  const sources =
    of === "process"
      ? [ofExecutable, ofLdd, ofReport, ofCommand]
      : [ofLdd, ofPrograms, ofLoaders, ofReport, ofCommand];
  for (const source of sources) {
    const libc = source(host);
    if (libc !== undefined) return libc;
  }
  return undefined;
}

export function executableHeader(host: HostEnvironment): ElfHeader | undefined {
  return readElfHeader(rootedPath(host.root, host.execPath));
}

function ofExecutable(host: HostEnvironment): Libc | undefined {
  const header = executableHeader(host);
  if (header === undefined) return undefined;
  return header.interpreter === undefined ? "static" : libcOfLoader(header.interpreter);
}

/** glibc's loaders are ld-linux* on most CPUs, ld64.so.1 or .2 on ppc64 and s390x, ld.so.1 on mips. */
function libcOfLoader(path: string): Libc | undefined {
  const name = basename(path);
  if (name.startsWith("ld-musl-")) return "musl";
  if (/^(ld-linux|ld64\.so\.|ld\.so\.1$|ld-\d+\.\d+\.so$)/.test(name)) return "glibc";
  return /^linker(64)?$/.test(name) ? "bionic" : undefined;
}

/** Programs that every system has; busybox systems link them to one binary. */
const PROGRAMS = ["/bin/sh", "/sbin/init", "/usr/bin/env"];

export function programHeader(host: HostEnvironment): ElfHeader | undefined {
  for (const program of PROGRAMS) {
    const header = readElfHeader(rootedPath(host.root, program));
    if (header !== undefined) return header;
  }
  return undefined;
}

function ofPrograms(host: HostEnvironment): Libc | undefined {
  const interpreter = programHeader(host)?.interpreter;
  return interpreter === undefined ? undefined : libcOfLoader(interpreter);
}

const LDD_FILES = ["/usr/bin/ldd", "/bin/ldd"];
const MAX_LDD = 16384;

/** glibc's ldd is a script; musl's is one too, or a link to the loader. */
function ofLdd(host: HostEnvironment): Libc | undefined {
  for (const file of LDD_FILES) {
    const path = rootedPath(host.root, file);
    const libc = libcOfLoader(path) ?? libcOfLddText(readStart(path, MAX_LDD));
    if (libc !== undefined) return libc;
  }
  return undefined;
}

function libcOfLddText(text: string): Libc | undefined {
  if (text.includes("musl")) return "musl";
  return /GNU C Library|GNU libc|GLIBC/.test(text) ? "glibc" : undefined;
}

export function glibcVersionOf(host: HostEnvironment): string | undefined {
  for (const file of LDD_FILES) {
    const version = /ldd \([^)]*\) (\d+\.\d+)/.exec(readStart(rootedPath(host.root, file), MAX_LDD))?.[1];
    if (version !== undefined) return version;
  }
  return host.report?.()?.header?.glibcVersionRuntime;
}

/** A distroless image has neither ldd nor a shell. Both kinds of loader at once say nothing. */
function ofLoaders(host: HostEnvironment): Libc | undefined {
  const names = ["/lib", "/lib64", "/usr/lib"].flatMap((folder) => listFolder(rootedPath(host.root, folder)));
  const libcs = new Set(names.map((name) => libcOfLoader(name)).filter((libc) => libc !== undefined));
  const [only, ...more] = libcs;
  return more.length === 0 ? only : undefined;
}

function ofReport(host: HostEnvironment): Libc | undefined {
  const report = host.report?.();
  if (report?.header?.glibcVersionRuntime) return "glibc";
  return report?.sharedObjects?.some((file) => /(libc\.|ld-)musl-/.test(file)) ? "musl" : undefined;
}

function ofCommand(host: HostEnvironment): Libc | undefined {
  return libcOfLddText(host.runLdd?.() ?? "");
}

function listFolder(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function readStart(file: string, size: number): string {
  try {
    const descriptor = openSync(file, "r");
    try {
      const bytes = new Uint8Array(size);
      return new TextDecoder().decode(bytes.subarray(0, readSync(descriptor, bytes, 0, size, 0)));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return "";
  }
}
