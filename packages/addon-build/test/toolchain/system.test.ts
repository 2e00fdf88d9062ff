import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { debianPackages, findSystemCompilers } from "../../src/toolchain/system.js";
import { tempDir } from "../support/addon-project.js";
import { host, target } from "../support/targets.js";

test.each([
  ["linux-arm64-glibc", ["g++-aarch64-linux-gnu"]],
  ["linux-x64-glibc", ["g++-x86-64-linux-gnu"]],
  ["linux-ia32-glibc", ["g++-i686-linux-gnu"]],
  ["linux-armv7-glibc", ["g++-arm-linux-gnueabihf"]],
  ["linux-armv6-glibc", []],
  ["linux-x64-musl", ["musl-tools"]],
  ["linux-arm64-musl", []],
  ["win32-x64", ["g++-mingw-w64-x86-64-posix"]],
  ["win32-arm64", []],
  ["darwin-arm64", []],
])("debianPackages(%s) is %j", (name, packages) => {
  expect(debianPackages(target(name))).toEqual(packages);
});

describe.skipIf(process.platform === "win32")("findSystemCompilers", () => {
  const folderWith = (...names: string[]): string => {
    const folder = tempDir();
    for (const name of names) {
      writeFileSync(join(folder, name), "#!/bin/sh\n");
      chmodSync(join(folder, name), 0o755);
    }
    return folder;
  };
  const find = (name: string, env: Record<string, string>, of = host) =>
    findSystemCompilers({ target: target(name), host: of, projectDir: "/", env, glibc: "2.28" });

  it("takes CC and CXX for the machine itself, with their flags", async () => {
    const PATH = folderWith("my-cc", "my-c++", "ar");
    const found = await find(
      "linux-x64-glibc",
      { PATH, CC: "my-cc -m64", CXX: "my-c++" },
      target("linux-x64-glibc"),
    );
    expect(found).toMatchObject({
      kind: "system",
      cc: [join(PATH, "my-cc"), "-m64"],
      cxx: [join(PATH, "my-c++")],
      choosesGlibc: false,
    });
  });

  it("leaves CC alone for another target", async () => {
    const PATH = folderWith("my-cc", "aarch64-linux-gnu-gcc");
    const of = target("linux-x64-glibc");
    expect(await find("linux-arm64-glibc", { PATH, CC: "my-cc" }, of)).toMatchObject({
      cc: [join(PATH, "aarch64-linux-gnu-gcc")],
      cxx: undefined,
    });
  });

  it("prefers MinGW with POSIX threads", async () => {
    const PATH = folderWith("x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-gcc-posix");
    expect(await find("win32-x64", { PATH })).toMatchObject({ description: "x86_64-w64-mingw32-gcc-posix" });
  });

  it("takes musl-gcc for the machine's own CPU alone", async () => {
    const PATH = folderWith("musl-gcc");
    const of = target("linux-x64-glibc");
    expect(await find("linux-x64-musl", { PATH }, of)).toMatchObject({ description: "musl-gcc" });
    expect(await find("linux-arm64-musl", { PATH }, of)).toBeUndefined();
  });

  test.each(["linux-armv6-glibc", "darwin-arm64", "linux-x64-glibc+pointer-compression"])(
    "has nothing for %s on linux-x64",
    async (name) => {
      const PATH = folderWith("cc", "arm-linux-gnueabihf-gcc");
      expect(await find(name, { PATH }, target("linux-x64-glibc"))).toBeUndefined();
    },
  );
});
