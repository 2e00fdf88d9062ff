import { type ElfOptions, elfFile } from "./elf-file.js";
import { type MachProgramOptions, machProgram } from "./mach-program.js";
import { type PeOptions, peFile } from "./pe-file.js";

/** What tells a scan that a Node.js is inside, in pieces, so that this file is none itself. */
export function nodeTexts(
  fuse = "0",
  parts: readonly string[] = ["code path", "resource assets size"],
): Uint8Array {
  const texts = [
    `${["NODE_SEA_FUSE", "fce680ab2cc467b6e072b8b5df1996b2"].join("_")}:${fuse}`,
    "internal/bootstrap/node",
    "https://nodejs.org/download/release/v24.1.2/",
    ...parts.map((part) => `Read SEA ${part} %p\n`),
  ];
  return new TextEncoder().encode(`${texts.join("\0")}\0`);
}

/** Small files of each format with the marks of a Node.js; they do not run. */
export function elfNode(options: ElfOptions = {}, texts: Uint8Array = nodeTexts()): Uint8Array {
  const file = elfFile({ interpreter: "/lib64/ld-linux-x86-64.so.2", needed: ["libc.so.6"], ...options });
  return Uint8Array.from([...file, ...texts]);
}

export function peNode(options: PeOptions = {}, texts: Uint8Array = nodeTexts()): Uint8Array {
  return peFile({ imports: [{ library: "KERNEL32.dll" }], data: texts, ...options });
}

export function machNode(options: MachProgramOptions = {}, texts: Uint8Array = nodeTexts()): Uint8Array {
  return machProgram({ text: texts, ...options });
}

export function fuseOffsetIn(file: Uint8Array): number {
  return Buffer.from(file).indexOf("fce680ab2cc467b6e072b8b5df1996b2:") + 33;
}
