import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type ExecutableInfo, inspect } from "../src/index.js";

const run = (tool: string, args: readonly string[]) => spawnSync(tool, args, { encoding: "utf8" });
const has = (tool: string): boolean => run(tool, ["--version"]).status === 0;

/** In continuous integration the tools are there, or the tests that need them fail. */
const isOptional = !process.env.CI;

/** A published addon with prebuilds for many targets in one package; nothing of it is run. */
const require = createRequire(import.meta.url);
const prebuilds = join(dirname(require.resolve("@serialport/bindings-cpp/package.json")), "prebuilds");
const addon = { kind: "shared-library", addon: { napi: true } };
const elf = { ...addon, format: "elf", isStripped: true };
const glibc = {
  ...elf,
  os: "linux",
  libc: "glibc",
  glibcFloor: "2.28",
  glibcxxFloor: "3.4.21",
  cxxabiFloor: "1.3.9",
};
const musl = { ...elf, os: "linux", libc: "musl" };
const bionic = { ...elf, os: "android", libc: "bionic" };
const windows = { ...addon, format: "pe", os: "win32", isSigned: false, delayLoaded: ["node.exe"] };

/** Folder and tags of each file, as the package names them, and what its headers must say. */
const expected: Readonly<Record<string, object>> = {
  "android-arm/armv7": { ...bionic, arch: "arm", armVersion: 7 },
  "android-arm64/armv8": { ...bionic, arch: "arm64" },
  "darwin-x64+arm64": { format: "mach-o", os: "darwin", arch: "universal", isSigned: false },
  "linux-arm/armv6.glibc": { ...glibc, arch: "arm", armVersion: 6 },
  "linux-arm/armv7.glibc": { ...glibc, arch: "arm", armVersion: 7 },
  // Its compiler was set up for ARMv5, whatever the name says.
  "linux-arm/armv7.musl": { ...musl, arch: "arm", armVersion: 5 },
  "linux-arm64/armv8.glibc": { ...glibc, arch: "arm64" },
  "linux-arm64/armv8.musl": { ...musl, arch: "arm64" },
  "linux-x64/glibc": { ...glibc, arch: "x64" },
  "linux-x64/musl": { ...musl, arch: "x64" },
  "win32-arm64/armv8": { ...windows, arch: "arm64", minimumOsVersion: "6.2" },
  "win32-ia32": { ...windows, arch: "ia32", bits: 32, minimumOsVersion: "6.0" },
  "win32-x64": { ...windows, arch: "x64", minimumOsVersion: "6.0" },
};

const found = new Map<string, string>();
for (const folder of readdirSync(prebuilds)) {
  for (const file of readdirSync(join(prebuilds, folder))) {
    const tags = file.replace("@serialport+bindings-cpp.", "").replace(/\.?node$/, "");
    found.set(tags === "" ? folder : `${folder}/${tags}`, join(prebuilds, folder, file));
  }
}

describe("inspect() on the prebuilds of a published addon", () => {
  it("knows all of them", () => {
    expect([...found.keys()].sort()).toEqual(Object.keys(expected).sort());
  });

  it.each(Object.entries(expected))("%s", async (key, facts) => {
    expect(await inspect(found.get(key) ?? "")).toMatchObject(facts);
  });

  it("reads both slices of the macOS file", async () => {
    const { slices } = await inspect(found.get("darwin-x64+arm64") ?? "");
    expect(slices?.map(({ arch, minimumOsVersion }) => [arch, minimumOsVersion])).toEqual([
      ["x64", "10.9"],
      ["arm64", "11.0"],
    ]);
    expect(slices?.every((slice) => slice.kind === "shared-library" && slice.addon?.napi)).toBe(true);
  });
});

/** What readelf says of a file, in our words. */
function readelf(path: string): Partial<ExecutableInfo> {
  const options = ["--wide", "--file-header", "--dynamic", "--program-headers"];
  const { stdout: text } = run("readelf", [...options, path]);
  const interpreter = /program interpreter: (.*)\]/.exec(text)?.[1];
  return {
    bits: text.includes("ELF64") ? 64 : 32,
    endianness: text.includes("little endian") ? "little" : "big",
    needed: [...text.matchAll(/\(NEEDED\).*\[(.*)\]/g)].map((match) => match[1] ?? ""),
    ...(interpreter === undefined ? {} : { interpreter }),
  };
}

describe.skipIf(isOptional && !has("readelf"))(
  "inspect() agrees with readelf (skipped where there is none)",
  () => {
    const paths = [...found].filter(([key]) => /^(linux|android)/.test(key)).map(([, path]) => path);
    const all = process.platform === "linux" ? [...paths, process.execPath] : paths;

    it.each(all)("on %s", async (path) => {
      expect(await inspect(path)).toMatchObject(readelf(path));
    });
  },
);

const canCompile = process.platform === "linux" && (!isOptional || has("cc"));

describe.skipIf(!canCompile)("inspect() on what a compiler makes here (skipped where there is none)", () => {
  const folder = mkdtempSync(join(tmpdir(), "executable-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const source = join(folder, "source.c");
  writeFileSync(
    source,
    "int node_api_module_get_api_version_v1(void) { return 9; }\n" +
      "int napi_register_module_v1(void) { return 0; }\n" +
      "int main(void) { return 0; }\n",
  );

  const addon9 = { kind: "shared-library", addon: { napi: true, nodeApiVersion: 9 } };

  it.for<readonly [title: string, flags: readonly string[], facts: object]>([
    ["a program at a fixed address", ["-no-pie"], { kind: "executable", isStripped: false }],
    ["a program at any address", ["-pie", "-fPIE"], { kind: "executable", interpreter: expect.any(String) }],
    ["a stripped program", ["-s"], { kind: "executable", isStripped: true }],
    ["a static program", ["-static"], { kind: "executable", libc: "static", needed: [] }],
    ["a static program at any address", ["-static-pie", "-fPIE"], { kind: "executable", libc: "static" }],
    ["an object", ["-c"], { kind: "object" }],
    ["an addon", ["-shared", "-fPIC"], addon9],
    ["an optimised addon", ["-shared", "-fPIC", "-O2"], addon9],
    ["an addon with a System V hash", ["-shared", "-fPIC", "-Wl,--hash-style=sysv"], addon9],
  ])("%s", async ([title, flags, facts], { skip }) => {
    const output = join(folder, title.replaceAll(" ", "-"));
    const compiled = run("cc", [...flags, "-o", output, source]);
    const isStatic = flags.some((flag) => flag.startsWith("-static"));
    skip(isStatic && compiled.status !== 0, "the compiler has no static C library");
    expect(compiled.stderr).toBe("");
    expect(await inspect(output)).toMatchObject({ os: "linux", arch: process.arch, ...facts });
  });

  it.each(["gnu", "sysv"])("an addon that offers nothing, with a %s hash", async (hash) => {
    const [input, output] = [join(folder, `silent-${hash}.c`), join(folder, `silent-${hash}.node`)];
    const announce = "__attribute__((constructor)) static void announce(void)";
    writeFileSync(
      input,
      `extern void node_module_register(void *);\n${announce} { node_module_register(0); }\n`,
    );
    run("cc", ["-shared", "-fPIC", `-Wl,--hash-style=${hash}`, "-o", output, input]);
    expect(await inspect(output)).toMatchObject({ addon: { napi: false } });
  });
});
