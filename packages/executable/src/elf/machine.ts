import type { ExecutableArch } from "../types.js";

interface Machine {
  readonly bits: 32 | 64;
  readonly isLittleEndian: boolean;
  readonly machine: number;
}

/**
 * e_machine (gABI registry) → arch, where one number stands for several by class (and, for MIPS, byte order).
 * ppc64 is both byte orders, as in Node.
 */
const ARCHS: Readonly<Record<number, { readonly 32?: ExecutableArch; readonly 64?: ExecutableArch }>> = {
  2: { 32: "sparc" },
  3: { 32: "ia32" },
  8: { 32: "mips", 64: "mips64" },
  18: { 32: "sparc" },
  20: { 32: "ppc" },
  21: { 64: "ppc64" },
  22: { 32: "s390", 64: "s390x" },
  40: { 32: "arm" },
  43: { 64: "sparc64" },
  62: { 32: "x32", 64: "x64" },
  183: { 64: "arm64" },
  243: { 32: "riscv32", 64: "riscv64" },
  258: { 64: "loong64" },
};

export function archOfElf({ machine, bits, isLittleEndian }: Machine): ExecutableArch {
  const arch = ARCHS[machine]?.[bits] ?? "unknown";
  if (isLittleEndian && arch === "mips") return "mipsel";
  if (isLittleEndian && arch === "mips64") return "mips64el";
  return arch;
}
