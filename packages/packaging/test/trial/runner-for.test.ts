import { chmodSync } from "node:fs";
import { join } from "node:path";
import { createTarget } from "@nodewright/target-triple";
import { expect, it } from "vitest";
import { runnerFor } from "../../src/trial/runner-for.js";
import { scratch } from "../support/scratch.js";
import { linux, linuxArm, windows } from "../support/serialport.js";

it("runs its own kind as it is, others by what is on PATH, and the rest not", async () => {
  const folder = scratch({ "qemu-aarch64-static": "", wine: "" });
  for (const name of ["qemu-aarch64-static", "wine"]) chmodSync(join(folder, name), 0o755);
  const on = { host: linux, env: { PATH: folder } };
  expect(await runnerFor(linux, on)).toEqual({ command: [], env: {} });
  expect((await runnerFor(linuxArm, on))?.command[0]).toBe(join(folder, "qemu-aarch64-static"));
  expect((await runnerFor(windows, on))?.command).toEqual([join(folder, "wine")]);
  expect(await runnerFor(createTarget({ os: "darwin", arch: "arm64" }), on)).toBeUndefined();
  expect(await runnerFor(linuxArm, { host: linux, env: {} })).toBeUndefined();
});
