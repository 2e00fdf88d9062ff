import { describe, expect, it } from "vitest";
import { readMachHeader, textOf, versionText } from "../../src/mach-o/commands.js";
import { machOFile } from "../support/mach-o-file.js";
import { parseWith } from "../support/parse-with.js";

describe("readMachHeader()", () => {
  it.each([
    { bits: 64, isLittleEndian: true },
    { bits: 64, isLittleEndian: false },
    { bits: 32, isLittleEndian: true },
    { bits: 32, isLittleEndian: false },
  ] as const)("reads load commands: $bits bit, little-endian: $isLittleEndian", (layout) => {
    const file = machOFile({
      ...layout,
      cpuType: 7,
      fileType: 8,
      libraries: [[0xc, "/usr/lib/libc++.1.dylib"]],
    });
    const header = parseWith(file, readMachHeader);
    expect(header).toMatchObject({ ...layout, cpuType: 7, fileType: 8 });
    expect(header?.commands.map(({ type }) => type)).toEqual([layout.bits === 64 ? 0x19 : 1, 0xc]);
    const library = header?.commands[1];
    expect(library && textOf(library)).toBe("/usr/lib/libc++.1.dylib");
  });

  it("does not know other magics", () => {
    expect(parseWith(Uint8Array.from([0xfe, 0xed, 0xfa, 0xcd]), readMachHeader)).toBeUndefined();
  });

  it.each([
    ["a command of no bytes", 36, [0, 0, 0, 0], /load command 0 has 0 bytes/],
    ["a command longer than all", 36, [0, 1, 0, 0], /load command 0 has 256 bytes/],
    ["more commands than bytes", 16, [0xff, 0xff], /is read at/],
    ["16 MB of commands", 20, [0, 0, 0, 1], /16777216 bytes of load commands/],
    ["commands outside the file", 20, [0, 0, 1, 0], /the load commands should end/],
  ])("refuses %s", (_title, offset, bytes, why) => {
    const file = machOFile();
    file.set(bytes, offset);
    expect(() => parseWith(file, readMachHeader)).toThrow(why);
  });
});

describe("versionText()", () => {
  it.each([
    [0x000d0500, "13.5"],
    [0x000a0f01, "10.15.1"],
    [0x000b0000, "11.0"],
  ])("unpacks %i", (packed, expected) => {
    expect(versionText(packed)).toBe(expected);
  });
});
