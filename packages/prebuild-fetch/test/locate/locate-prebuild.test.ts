import { cpSync } from "node:fs";
import { dirname, join } from "node:path";
import type { PrebuildHost } from "@nodewright/abi-resolver";
import { describe, expect, test } from "vitest";
import { locatePrebuild, type PrebuildLocation } from "../../src/locate/locate-prebuild.js";
import { linuxX64, packageFolder } from "../support/package-folder.js";
import { realAddonPath, realPrebuilds } from "../support/real-addons.js";

const runtime = { version: "24.11.0" };
const locate = (root: string, host: PrebuildHost = linuxX64, env = {}): Promise<PrebuildLocation> =>
  locatePrebuild({ root, host, runtime, env });

describe("locatePrebuild()", () => {
  test.each<[PrebuildHost, string]>([
    [linuxX64, "linux-x64/@serialport+bindings-cpp.glibc.node"],
    [{ ...linuxX64, libc: "musl" }, "linux-x64/@serialport+bindings-cpp.musl.node"],
    [
      { os: "linux", arch: "arm", armVersion: "6", libc: "glibc" },
      "linux-arm/@serialport+bindings-cpp.armv6.glibc.node",
    ],
    [{ os: "darwin", arch: "arm64" }, "darwin-x64+arm64/@serialport+bindings-cpp.node"],
    [{ os: "win32", arch: "ia32" }, "win32-ia32/@serialport+bindings-cpp.node"],
  ])("in a real package of prebuildify's, for %o", async (host, file) => {
    const { chosen, unfit } = await locate(dirname(realPrebuilds), host);
    expect(chosen).toMatchObject({ scheme: "prebuildify", problem: undefined });
    expect(chosen?.place).toEqual({ kind: "file", path: join(realPrebuilds, file) });
    expect(unfit.length).toBeGreaterThanOrEqual(11);
    expect(unfit.every(({ reason }) => reason !== "")).toBe(true);
  });

  test("prefers what was built here, and sees by its header that it would not load", async () => {
    const root = packageFolder(
      {},
      {
        "build/Release/a.node": "linux-arm64-glibc",
        "prebuilds/linux-x64/a.glibc.node": "linux-x64-glibc",
      },
    );
    const { chosen, fitting } = await locate(root);
    expect(chosen).toMatchObject({
      scheme: "build",
      problem: expect.stringContaining("its CPU is arm64, not x64"),
    });
    expect(fitting.map(({ scheme, problem }) => [scheme, problem === undefined])).toEqual([
      ["build", false],
      ["prebuildify", true],
    ]);
    const only = await locate(root, linuxX64, { PREBUILDS_ONLY: "1" });
    expect(only.chosen).toMatchObject({ scheme: "prebuildify" });
  });

  test("sees a glibc that is too old", async () => {
    const root = packageFolder({}, { "my-addon.linux-x64-gnu.node": "linux-x64-glibc" });
    const { chosen } = await locate(root, { ...linuxX64, glibcVersion: "2.17" });
    expect(chosen).toMatchObject({ scheme: "napi-rs", problem: expect.stringContaining("glibc") });
  });

  test("names what would be fetched where nothing is here", async () => {
    const binary = { module_name: "a", module_path: "./lib", host: "https://a.example" };
    const root = packageFolder({ main: "a.js", binary });
    expect((await locate(root)).chosen).toMatchObject({
      scheme: "node-pre-gyp",
      place: { kind: "url", url: "https://a.example/a-v1.2.3-node-v137-linux-x64.tar.gz" },
    });
    cpSync(realAddonPath("linux-x64-glibc"), join(root, "lib/a.node"), { recursive: true });
    expect((await locate(root)).chosen?.place).toEqual({ kind: "file", path: join(root, "lib/a.node") });
  });

  test("names the package that npm has left out", async () => {
    const optionalDependencies = { "my-addon-linux-x64-gnu": "1.2.3", "my-addon-win32-x64-msvc": "1.2.3" };
    const { chosen, unfit } = await locate(packageFolder({ optionalDependencies }));
    expect(chosen?.place).toEqual({ kind: "package", name: "my-addon-linux-x64-gnu", range: "1.2.3" });
    expect(unfit).toMatchObject([{ code: "os", place: { name: "my-addon-win32-x64-msvc" } }]);
  });

  test("obeys the user's own choice first", async () => {
    const root = packageFolder({}, { "build/Release/a.node": "linux-x64-glibc" });
    const env = { NAPI_RS_NATIVE_LIBRARY_PATH: realAddonPath("linux-x64-glibc") };
    expect((await locate(root, linuxX64, env)).chosen).toMatchObject({
      scheme: "napi-rs",
      problem: undefined,
    });
  });

  test("finds nothing in a package without binaries", async () => {
    expect(await locate(packageFolder({}))).toEqual({ chosen: undefined, fitting: [], unfit: [] });
    await expect(locate("/nowhere")).rejects.toMatchObject({ code: "ERR_PREBUILD_CONFIG" });
  });
});
