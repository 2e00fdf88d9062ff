import { describe, expect, it } from "vitest";
import { parseMachO, parseUniversal } from "../src/mach-o.js";
import { type MachOptions, machOFile, universalFile } from "./support/mach-o-file.js";
import { parseWith } from "./support/parse-with.js";

const inspectMachO = (options: MachOptions) => parseWith(machOFile(options), parseMachO);

const X64 = 0x01000007;
const ARM64 = 0x0100000c;

describe("parseMachO()", () => {
  it("describes a signed program", () => {
    const program = inspectMachO({
      cpuType: ARM64,
      libraries: [
        [0xc, "/System/Library/Frameworks/CoreFoundation.framework/Versions/A/CoreFoundation"],
        [0x80000018, "/usr/lib/libweak.dylib"],
        [0x8000001f, "/usr/lib/libre.dylib"],
        [0xd, "/own/name.dylib"],
      ],
      interpreter: "/usr/lib/dyld",
      build: [1, 0x000d0500],
      isSigned: true,
    });
    expect(program).toEqual({
      format: "mach-o",
      kind: "executable",
      os: "darwin",
      arch: "arm64",
      machine: ARM64,
      bits: 64,
      endianness: "little",
      interpreter: "/usr/lib/dyld",
      needed: [
        "/System/Library/Frameworks/CoreFoundation.framework/Versions/A/CoreFoundation",
        "/usr/lib/libre.dylib",
      ],
      minimumOsVersion: "13.5",
      isSigned: true,
    });
  });

  it.each([
    ["a bundle", 8],
    ["a library", 6],
  ])("finds the addon in %s", (_title, fileType) => {
    const symbols = [
      { name: "_napi_register_module_v1", code: [0xc0, 0x03, 0x5f, 0xd6] },
      { name: "_node_api_module_get_api_version_v1", code: [0x20, 1, 0x80, 0x52, 0xc0, 0x03, 0x5f, 0xd6] },
    ];
    expect(inspectMachO({ fileType, symbols })).toMatchObject({
      kind: "shared-library",
      isSigned: false,
      addon: { napi: true, nodeApiVersion: 9 },
    });
    expect(inspectMachO({ fileType: 2, symbols })).not.toHaveProperty("addon");
  });

  it.each<[string, MachOptions, string, string | undefined]>([
    ["no mark", {}, "darwin", undefined],
    ["LC_VERSION_MIN_MACOSX", { minimum: [0x24, 0x000a0700] }, "darwin", "10.7"],
    ["LC_VERSION_MIN_IPHONEOS", { minimum: [0x25, 0x000c0000] }, "ios", "12.0"],
    ["the iOS platform", { build: [2, 0x000f0000] }, "ios", "15.0"],
    ["the iOS simulator", { build: [7, 0x000f0000] }, "ios", "15.0"],
    ["the visionOS platform", { build: [11, 0x00010000] }, "visionos", "1.0"],
    ["a platform of the future", { build: [99, 0x00010000] }, "unknown", "1.0"],
  ])("reads the system from %s", (_title, options, os, minimumOsVersion) => {
    const info = inspectMachO(options);
    expect(info?.os).toBe(os);
    expect(info?.minimumOsVersion).toBe(minimumOsVersion);
  });

  it.each<[number, 32 | 64, boolean, string, string]>([
    [X64, 64, true, "x64", "little"],
    [ARM64, 64, true, "arm64", "little"],
    [7, 32, true, "ia32", "little"],
    [18, 32, false, "ppc", "big"],
    [0x0200000c, 32, true, "arm64_32", "little"],
    [99, 64, true, "unknown", "little"],
  ])("takes CPU type %d of %d bit as %3$s", (cpuType, bits, isLittleEndian, arch, endianness) => {
    expect(inspectMachO({ cpuType, bits, isLittleEndian })).toMatchObject({ arch, bits, endianness });
  });

  it.each([
    [1, "object"],
    [4, "core-dump"],
    [10, "other"],
  ])("takes file type %d as %s", (fileType, kind) => {
    expect(inspectMachO({ fileType })?.kind).toBe(kind);
  });
});

describe("parseUniversal()", () => {
  const slices = [
    {
      cpuType: X64,
      bytes: machOFile({
        cpuType: X64,
        build: [1, 0x000a0f00],
        libraries: [
          [0xc, "a"],
          [0xc, "b"],
        ],
      }),
    },
    {
      cpuType: ARM64,
      bytes: machOFile({ cpuType: ARM64, build: [1, 0x000b0000], libraries: [[0xc, "b"]], isSigned: true }),
    },
  ];

  it.each([false, true])("reads every slice, 64-bit offsets: %s", (isWide) => {
    const info = parseWith(universalFile(slices, { isWide }), parseUniversal);
    expect(info).toMatchObject({
      os: "darwin",
      arch: "universal",
      machine: 0,
      isSigned: false,
      needed: ["a", "b"],
    });
    expect(info?.slices?.map(({ arch, minimumOsVersion }) => [arch, minimumOsVersion])).toEqual([
      ["x64", "10.15"],
      ["arm64", "11.0"],
    ]);
  });

  it("is signed when every slice is", () => {
    const signed = machOFile({ isSigned: true });
    const both = [signed, signed].map((bytes) => ({ cpuType: ARM64, bytes }));
    expect(parseWith(universalFile(both), parseUniversal)?.isSigned).toBe(true);
  });

  it("keeps the reading of a slice within the slice", () => {
    const file = universalFile(slices);
    // One byte less than the first slice needs, though the file goes on.
    new DataView(file.buffer).setUint32(8 + 12, (slices[0]?.bytes.length ?? 0) - 1);
    expect(() => parseWith(file, parseUniversal)).toThrow(
      /test.bin \(slice 1\) is damaged: the load commands should end/,
    );
  });

  it("refuses slices outside the file, slices that are something else, and none", () => {
    const cut = universalFile(slices);
    expect(() => parseWith(cut.subarray(0, cut.length - 1), parseUniversal)).toThrow(/a slice should end/);
    const other = universalFile([{ cpuType: X64, bytes: new TextEncoder().encode("!<arch>\n") }]);
    expect(() => parseWith(other, parseUniversal)).toThrow(/slice 1 is no Mach-O file/);
    expect(() => parseWith(universalFile([]), parseUniversal)).toThrow(/without slices/);
  });

  it("leaves compiled Java, which begins alike, to others", () => {
    expect(
      parseWith(Uint8Array.from([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 0x41]), parseUniversal),
    ).toBeUndefined();
  });
});
