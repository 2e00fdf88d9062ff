import { describe, expect, it } from "vitest";
import { shiftLinkData } from "../../src/inject/shift-link-data.js";
import { readMachHeader } from "../../src/mach-o/commands.js";
import { ByteWriter } from "../support/byte-writer.js";
import { parseWith } from "../support/parse-with.js";

function shifted(command: readonly number[]): number[] {
  const bytes = new ByteWriter().u32(...command).finish();
  const file = new ByteWriter().u32(0xfeedfacf, 0, 0, 2, 1, bytes.length, 0, 0).bytes(bytes).finish();
  const [found] = parseWith(file, readMachHeader)?.commands ?? [];
  if (found === undefined) throw new Error("no command");
  const moved = shiftLinkData(found, 1000, 500);
  return [...new Uint32Array(moved.buffer, moved.byteOffset, moved.length / 4)];
}

describe("shiftLinkData()", () => {
  it("moves the offsets of symbols, not their counts", () => {
    expect(shifted([2, 24, 1000, 2000, 3000, 4000])).toEqual([2, 24, 1500, 2000, 3500, 4000]);
  });

  it("moves all tables of the dynamic symbols that are there", () => {
    const command = [11, 80, ...Array.from({ length: 18 }, (_, i) => (i === 12 ? 1200 : 0))];
    expect(shifted(command)[14]).toBe(1700);
    expect(shifted(command).reduce((sum, value) => sum + value, 0)).toBe(11 + 80 + 1700);
  });

  it.each([0x1e, 0x26, 0x29, 0x2b, 0x2e, 0x36, 0x80000033, 0x80000034])(
    "moves link data of command %d",
    (type) => {
      expect(shifted([type, 16, 1000, 9000])).toEqual([type, 16, 1500, 9000]);
    },
  );

  it("leaves what stands before the link data, and commands of other kinds", () => {
    expect(shifted([0x26, 16, 999, 1])).toEqual([0x26, 16, 999, 1]);
    expect(shifted([0x32, 24, 1000, 1000, 1000, 1000])).toEqual([0x32, 24, 1000, 1000, 1000, 1000]);
  });

  it("reads no further than a command that is cut", () => {
    expect(shifted([2, 12, 1000])).toEqual([2, 12, 1500]);
  });
});
