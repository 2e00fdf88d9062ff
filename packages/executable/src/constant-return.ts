import type { ExecutableArch } from "./types.js";

/**
 * The number that a function returns, if its code does nothing but return one.
 * Only the forms that compilers emit for `return <constant>` are known; for all else, undefined.
 */
export function constantReturned(
  arch: ExecutableArch,
  code: Uint8Array,
  { isThumb = false }: { readonly isThumb?: boolean } = {},
): number | undefined {
  if (arch === "x64" || arch === "ia32") return constantOfX86(code);
  if (arch === "arm64") return constantOfArm64(code);
  if (arch === "arm") return isThumb ? constantOfThumb(code) : constantOfArm(code);
  return undefined;
}

/** Instructions of frame set-up that may stand before the constant: endbr64, endbr32, push bp, mov bp,sp. */
const X86_PROLOGUE: readonly (readonly number[])[] = [
  [0xf3, 0x0f, 0x1e, 0xfa],
  [0xf3, 0x0f, 0x1e, 0xfb],
  [0x48, 0x89, 0xe5],
  [0x89, 0xe5],
  [0x55],
];

function constantOfX86(code: Uint8Array): number | undefined {
  const view = new DataView(code.buffer, code.byteOffset, code.byteLength);
  let at = 0;
  for (const opcodes of X86_PROLOGUE.concat(X86_PROLOGUE)) {
    if (opcodes.every((byte, i) => code[at + i] === byte)) at += opcodes.length;
  }
  if (code[at] !== 0xb8 || at + 6 > code.byteLength) return undefined;
  const value = view.getUint32(at + 1, true);
  const isReturn = code[at + 5] === 0xc3 || (code[at + 5] === 0x5d && code[at + 6] === 0xc3);
  return isReturn ? value : undefined;
}

function constantOfArm64(code: Uint8Array): number | undefined {
  const [first, second, third] = words(code);
  if (first === undefined || second === undefined) return undefined;
  // Branch target identification (`bti c`) may stand first.
  if (first === 0xd503245f) return third === 0xd65f03c0 ? movedByArm64(second) : undefined;
  return second === 0xd65f03c0 ? movedByArm64(first) : undefined;
}

/** `mov w0, #imm16` */
function movedByArm64(word: number): number | undefined {
  return (word & 0xffe0001f) >>> 0 === 0x52800000 ? (word >>> 5) & 0xffff : undefined;
}

/** `mov r0, #imm8` up to `bx lr`, with nothing else than frame set-up between. */
function constantOfArm(code: Uint8Array): number | undefined {
  let value: number | undefined;
  for (const word of words(code)) {
    if (word === 0xe12fff1e) return value;
    if ((word & 0xffffff00) >>> 0 === 0xe3a00000) value = word & 0xff;
    else if (!ARM_FRAME.includes(word)) return undefined;
  }
  return undefined;
}

/** push {fp}; add fp, sp, #0; add sp, fp, #0; pop {fp} */
const ARM_FRAME: readonly number[] = [0xe52db004, 0xe28db000, 0xe28bd000, 0xe49db004];

/** `movs r0, #imm8` up to `bx lr` or `pop {…, pc}`, with nothing else than frame set-up between. */
function constantOfThumb(code: Uint8Array): number | undefined {
  const view = new DataView(code.buffer, code.byteOffset, code.byteLength);
  let value: number | undefined;
  for (let at = 0; at + 2 <= code.byteLength; at += 2) {
    const half = view.getUint16(at, true);
    const isPush = (half & 0xfe00) === 0xb400;
    const isFrame = isPush || half === 0x466f || half === 0xaf00;
    if (half === 0x4770 || (half & 0xff00) === 0xbd00) return value;
    if ((half & 0xff00) === 0x2000) value = half & 0xff;
    else if (!isFrame) return undefined;
  }
  return undefined;
}

function words(code: Uint8Array): number[] {
  const view = new DataView(code.buffer, code.byteOffset, code.byteLength);
  return Array.from({ length: Math.floor(code.byteLength / 4) }, (_, i) => view.getUint32(4 * i, true));
}
