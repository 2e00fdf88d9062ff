import { describe, expect, it } from "vitest";
import { constantReturned } from "../src/constant-return.js";
import type { ExecutableArch } from "../src/types.js";

const little = (...words: readonly number[]): number[] =>
  words.flatMap((word) => [word & 255, (word >>> 8) & 255, (word >>> 16) & 255, word >>> 24]);

describe("constantReturned()", () => {
  it.each<[string, ExecutableArch, number[], boolean, number | undefined]>([
    ["mov eax, 9; ret", "x64", [0xb8, 9, 0, 0, 0, 0xc3], false, 9],
    ["endbr64 first", "x64", [0xf3, 0x0f, 0x1e, 0xfa, 0xb8, 8, 0, 0, 0, 0xc3], false, 8],
    [
      "in a frame",
      "x64",
      [0x55, 0x48, 0x89, 0xe5, 0xb8, 0xff, 0xff, 0xff, 0x7f, 0x5d, 0xc3],
      false,
      2147483647,
    ],
    [
      "endbr32 and a frame",
      "ia32",
      [0xf3, 0x0f, 0x1e, 0xfb, 0x55, 0x89, 0xe5, 0xb8, 3, 0, 0, 0, 0x5d, 0xc3],
      false,
      3,
    ],
    ["a call between", "x64", [0xb8, 9, 0, 0, 0, 0xe8, 1, 2, 3, 4, 0xc3], false, undefined],
    ["a jump", "x64", [0xe9, 1, 2, 3, 4, 0xc3], false, undefined],
    ["cut short", "x64", [0xb8, 9, 0], false, undefined],
    ["mov w0, #10; ret", "arm64", little(0x52800140, 0xd65f03c0), false, 10],
    ["bti c first", "arm64", little(0xd503245f, 0x52800120, 0xd65f03c0), false, 9],
    ["mov w1", "arm64", little(0x52800121, 0xd65f03c0), false, undefined],
    ["no return", "arm64", little(0x52800120, 0x52800120), false, undefined],
    ["mov r0, #3; bx lr", "arm", little(0xe3a00003, 0xe12fff1e), false, 3],
    [
      "in a frame",
      "arm",
      little(0xe52db004, 0xe3a00008, 0xe28db000, 0xe28bd000, 0xe49db004, 0xe12fff1e),
      false,
      8,
    ],
    ["a load", "arm", little(0xe59f0000, 0xe12fff1e), false, undefined],
    ["movs r0, #9; bx lr", "arm", [0x09, 0x20, 0x70, 0x47], true, 9],
    ["push; mov r7, sp; movs r0, #9; pop", "arm", [0x80, 0xb5, 0x6f, 0x46, 9, 0x20, 0x80, 0xbd], true, 9],
    ["a load", "arm", [0x01, 0x48, 0x70, 0x47], true, undefined],
    ["code of another CPU", "s390x", [0xa7, 0x29, 0, 9], false, undefined],
    ["nothing", "x64", [], false, undefined],
    ["nothing", "arm64", [], false, undefined],
  ])("%s on %s", (_title, arch, code, isThumb, expected) => {
    expect(constantReturned(arch, Uint8Array.from(code), { isThumb })).toBe(expected);
  });
});
