import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { emulated, findEmulator } from "../src/emulator.js";
import { tempDir } from "./support/addon-project.js";
import { host, target } from "./support/targets.js";
import { missing } from "./support/tools.js";

const linux = target("linux-x64-glibc");
const noArm = missing("aarch64-linux-gnu-gcc") ?? missing("qemu-aarch64-static");

describe("findEmulator", () => {
  it("takes the machine's own target as it is", async () => {
    expect(await findEmulator(host, { host, env: {} })).toEqual({ name: "native", prefix: [], env: {} });
    const [v6, v7] = [target("linux-armv6-glibc"), target("linux-armv7-glibc")];
    expect(await findEmulator(v6, { host: v7, env: {} })).toMatchObject({ name: "native" });
    expect(await findEmulator(v7, { host: v6, env: { PATH: "" } })).toHaveProperty("reason");
  });

  test.each([
    ["linux-arm64-glibc", "qemu-aarch64 is not installed"],
    ["linux-ppc64le-glibc", "qemu-ppc64le is not installed"],
    ["linux-riscv64-musl", "musl for riscv64 is not installed"],
    ["win32-x64", "wine is not installed"],
    ["win32-arm64", "wine does not run arm64 here"],
    ["darwin-arm64", "nothing here runs darwin"],
  ])("says why %s does not run", async (name, reason) => {
    expect(await findEmulator(target(name), { host: linux, env: { PATH: "" } })).toEqual({ reason });
  });

  it.skipIf(noArm)(
    `runs a program for linux-arm64 with QEMU and Debian's libraries ${noArm ?? ""}`,
    async () => {
      const folder = tempDir();
      const [source, program] = [join(folder, "a.c"), join(folder, "a")];
      writeFileSync(
        source,
        '#include <stdio.h>\nint main(int n, char **v) { printf("%d %s\\n", (int)sizeof v, v[1]); }',
      );
      expect(spawnSync("aarch64-linux-gnu-gcc", [source, "-o", program]).status).toBe(0);
      const emulator = await findEmulator(target("linux-arm64-glibc"), { host: linux, env: process.env });
      if ("reason" in emulator) throw new Error(emulator.reason);
      const [file, ...args] = emulated(emulator, [program, "hello"]);
      expect(spawnSync(file, args, { encoding: "utf8" })).toMatchObject({ status: 0, stdout: "8 hello\n" });
      expect(
        await findEmulator(target("linux-arm64-glibc"), {
          host: linux,
          env: { ...process.env, QEMU_LD_PREFIX: "/nowhere" },
        }),
      ).toEqual({
        reason: expect.stringMatching(
          /^qemu-aarch64(-static)? finds no C library for arm64: there is no \/nowhere$/,
        ),
      });
    },
  );
});
