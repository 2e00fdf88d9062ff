import { describe, expect, it } from "vitest";
import { parsePe } from "../src/pe.js";
import type { ExecutableInfo } from "../src/types.js";
import { parseWith } from "./support/parse-with.js";
import { type PeOptions, peFile } from "./support/pe-file.js";

const inspectPe = (options: PeOptions): ExecutableInfo | undefined => parseWith(peFile(options), parsePe);

describe("parsePe()", () => {
  it("describes a signed program", () => {
    const program = inspectPe({
      machine: 43620,
      subsystemVersion: [10, 0],
      imports: [{ library: "KERNEL32.dll" }],
      delayImports: [{ library: "USER32.dll" }],
      certificateBytes: 128,
    });
    expect(program).toEqual({
      format: "pe",
      kind: "executable",
      os: "win32",
      arch: "arm64",
      machine: 43620,
      bits: 64,
      endianness: "little",
      needed: ["KERNEL32.dll"],
      delayLoaded: ["USER32.dll"],
      minimumOsVersion: "10.0",
      isSigned: true,
      subsystem: "console",
    });
  });

  it.each([
    ["by name", { exports: [{ name: "napi_register_module_v1", code: [0xc3] }] }, { napi: true }],
    [
      "by ABI",
      { exports: [{ name: "node_register_module_v137", code: [0xc3] }] },
      { napi: false, nodeAbi: 137 },
    ],
    [
      "by call at first use",
      { delayImports: [{ library: "node.exe", names: ["napi_module_register"] }] },
      { napi: true },
    ],
    ["by call", { imports: [{ library: "node.exe", names: ["node_module_register"] }] }, { napi: false }],
    [
      "of another program's library",
      { imports: [{ library: "app.exe", names: ["napi_module_register"] }] },
      undefined,
    ],
  ] as const)("finds an addon that registers %s", (_title, options, addon) => {
    expect(inspectPe({ ...options, isDll: true })).toMatchObject({ kind: "shared-library", isSigned: false });
    expect(inspectPe({ ...options, isDll: true })?.addon).toEqual(addon);
    expect(inspectPe({ ...options, isDll: false })?.addon).toBeUndefined();
  });

  it.each([
    [332, 32, "ia32"],
    [34404, 64, "x64"],
    [43620, 64, "arm64"],
    [452, 32, "arm"],
    [25188, 64, "loong64"],
    [20580, 64, "riscv64"],
    [512, 64, "unknown"],
  ] as const)("takes machine %d of %d bit as %s", (machine, bits, arch) => {
    expect(inspectPe({ machine, bits })).toMatchObject({ machine, bits, arch, os: "win32" });
  });

  it("tells ARM64EC, which calls itself x64, and ARM64X, which calls itself arm64", () => {
    expect(inspectPe({ machine: 34404, hybridPointer: 1 })).toMatchObject({
      arch: "arm64ec",
      hybrid: "arm64ec",
    });
    expect(inspectPe({ machine: 43620, hybridPointer: 1 })).toMatchObject({
      arch: "arm64",
      hybrid: "arm64x",
    });
    expect(inspectPe({ machine: 34404, hybridPointer: 0 })).toMatchObject({ arch: "x64" });
    expect(inspectPe({ machine: 34404, hybridPointer: 0 })).not.toHaveProperty("hybrid");
  });

  it.each([
    [1, "native", "win32"],
    [2, "gui", "win32"],
    [3, "console", "win32"],
    [9, "other", "win32"],
    [10, "efi", "unknown"],
  ])("takes subsystem %d as %s of %s", (number, subsystem, os) => {
    expect(inspectPe({ subsystem: number })).toMatchObject({ subsystem, os });
  });
});
