import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export interface ElfShape {
  readonly bits: 32 | 64;
  readonly endian: "little" | "big";
  /** `e_machine` */
  readonly machine: number;
  readonly interpreter?: string | undefined;
  /** Where the loader's path stands; beyond the first pages in patched files. */
  readonly interpreterAt?: number;
}

const TWO_PROGRAM_HEADERS = 2;

/** The start of an ELF executable: header, a PT_LOAD, and a PT_INTERP if it has a loader. */
export function elfBytes(shape: ElfShape): Uint8Array {
  const { bits, machine, interpreter, interpreterAt = 0x400 } = shape;
  const path = new TextEncoder().encode(interpreter === undefined ? "" : `${interpreter}\0`);
  const bytes = new Uint8Array(interpreterAt + path.length + 64);
  const view = new DataView(bytes.buffer);
  const is64 = bits === 64;
  const little = shape.endian === "little";
  const word = (at: number, value: number) =>
    is64 ? view.setBigUint64(at, BigInt(value), little) : view.setUint32(at, value, little);
  view.setUint32(0, 0x7f454c46);
  bytes.set([is64 ? 2 : 1, little ? 1 : 2, 1], 4);
  view.setUint16(16, 3, little);
  view.setUint16(18, machine, little);
  const [tableAt, entrySize] = is64 ? [64, 56] : [52, 32];
  word(is64 ? 32 : 28, tableAt);
  view.setUint16(is64 ? 54 : 42, entrySize, little);
  view.setUint16(is64 ? 56 : 44, interpreter === undefined ? 1 : TWO_PROGRAM_HEADERS, little);
  view.setUint32(tableAt, 1, little);
  const entry = tableAt + entrySize;
  view.setUint32(entry, interpreter === undefined ? 6 : 3, little);
  word(entry + (is64 ? 8 : 4), interpreterAt);
  word(entry + (is64 ? 32 : 16), path.length);
  bytes.set(path, interpreterAt);
  return bytes;
}

type ElfName =
  | "x64Glibc"
  | "x64Musl"
  | "x64Static"
  | "ia32Glibc"
  | "arm64Glibc"
  | "armGlibc"
  | "armMusl"
  | "ppc64leGlibc"
  | "ppc64beGlibc"
  | "s390xGlibc"
  | "s390xMusl"
  | "mipsGlibc"
  | "riscv64Glibc"
  | "loong64Musl";

/** ELF shapes of Node.js on each kind of Linux, by target. */
export const ELF: Readonly<Record<ElfName, ElfShape>> = {
  x64Glibc: { bits: 64, endian: "little", machine: 62, interpreter: "/lib64/ld-linux-x86-64.so.2" },
  x64Musl: { bits: 64, endian: "little", machine: 62, interpreter: "/lib/ld-musl-x86_64.so.1" },
  x64Static: { bits: 64, endian: "little", machine: 62 },
  ia32Glibc: { bits: 32, endian: "little", machine: 3, interpreter: "/lib/ld-linux.so.2" },
  arm64Glibc: { bits: 64, endian: "little", machine: 183, interpreter: "/lib/ld-linux-aarch64.so.1" },
  armGlibc: { bits: 32, endian: "little", machine: 40, interpreter: "/lib/ld-linux-armhf.so.3" },
  armMusl: { bits: 32, endian: "little", machine: 40, interpreter: "/lib/ld-musl-armhf.so.1" },
  ppc64leGlibc: { bits: 64, endian: "little", machine: 21, interpreter: "/lib64/ld64.so.2" },
  ppc64beGlibc: { bits: 64, endian: "big", machine: 21, interpreter: "/lib64/ld64.so.1" },
  s390xGlibc: { bits: 64, endian: "big", machine: 22, interpreter: "/lib/ld64.so.1" },
  s390xMusl: { bits: 64, endian: "big", machine: 22, interpreter: "/lib/ld-musl-s390x.so.1" },
  mipsGlibc: { bits: 32, endian: "big", machine: 8, interpreter: "/lib/ld.so.1" },
  riscv64Glibc: { bits: 64, endian: "little", machine: 243, interpreter: "/lib/ld-linux-riscv64-lp64d.so.1" },
  loong64Musl: { bits: 64, endian: "little", machine: 258, interpreter: "/lib/ld-musl-loongarch64.so.1" },
};

/** The lines of ldd scripts that detection looks at, in the shape that distributions ship them. */
export const LDD: Readonly<Record<"debian" | "fedora" | "alpine", string>> = {
  debian: [
    "#! /bin/bash",
    "# This file is part of the GNU C Library.",
    "TEXTDOMAIN=libc",
    "echo 'ldd (Debian GLIBC 2.36-9+deb12u10) 2.36'",
  ].join("\n"),
  fedora: [
    "#! /usr/bin/bash",
    "# This file is part of the GNU C Library.",
    "    echo 'ldd (GNU libc) 2.38'",
  ].join("\n"),
  alpine: ["#!/bin/sh", 'exec /lib/ld-musl-x86_64.so.1 --list -- "$@"'].join("\n"),
};

export interface RootFiles {
  /** Node.js, at /usr/bin/node. */
  readonly node?: ElfShape;
  /** A program of the system, at /bin/busybox, with /bin/sh an absolute link to it. */
  readonly shell?: ElfShape;
  /** Text of /usr/bin/ldd, or where it links to. */
  readonly ldd?: string | { readonly link: string };
  /** Further files by path; each holds a few bytes. */
  readonly files?: readonly string[];
}

const roots: string[] = [];

/** A directory that looks like the root of a system, and is removed by `removeRoots`. */
export function simulateRoot({ node, shell, ldd, files = [] }: RootFiles): string {
  const root = mkdtempSync(join(tmpdir(), "nodewright-root-"));
  roots.push(root);
  const write = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  const link = (path: string, target: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    symlinkSync(target, join(root, path));
  };
  if (node !== undefined) write("/usr/bin/node", elfBytes(node));
  if (shell !== undefined) {
    write("/bin/busybox", elfBytes(shell));
    link("/bin/sh", "/bin/busybox");
  }
  if (typeof ldd === "string") write("/usr/bin/ldd", ldd);
  else if (ldd !== undefined) link("/usr/bin/ldd", ldd.link);
  for (const file of files) write(file, "data");
  return root;
}

export function removeRoots(): void {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
}
