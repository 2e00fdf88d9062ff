import { expect, it } from "vitest";
import { archOfElf } from "../../src/elf/machine.js";

it.each([
  [62, 64, true, "x64"],
  [62, 32, true, "x32"],
  [3, 32, true, "ia32"],
  [183, 64, true, "arm64"],
  [40, 32, true, "arm"],
  [21, 64, true, "ppc64"],
  [21, 64, false, "ppc64"],
  [20, 32, false, "ppc"],
  [22, 64, false, "s390x"],
  [22, 32, false, "s390"],
  [243, 64, true, "riscv64"],
  [243, 32, true, "riscv32"],
  [258, 64, true, "loong64"],
  [8, 32, false, "mips"],
  [8, 32, true, "mipsel"],
  [8, 64, false, "mips64"],
  [8, 64, true, "mips64el"],
  [43, 64, false, "sparc64"],
  [2, 32, false, "sparc"],
  [18, 32, false, "sparc"],
  [183, 32, true, "unknown"],
  [9999, 64, true, "unknown"],
] as const)(
  "archOfElf() takes machine %d of %d bit, little-endian %s as %s",
  (machine, bits, isLittleEndian, arch) => {
    expect(archOfElf({ machine, bits, isLittleEndian })).toBe(arch);
  },
);
