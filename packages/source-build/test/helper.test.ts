import { expect, test } from "vitest";
import { runHelper } from "../src/helper.js";
import { makeScratch, recorder } from "./support/build.js";

const processOf = (env: Record<string, string | undefined>) => ({
  env,
  stdout: recorder(),
  stderr: recorder(),
  cwd: () => "/",
});

test("runHelper answers questions on standard output", async () => {
  const scratch = makeScratch();
  scratch.stub("uname", 'case "$1" in -s) echo Linux ;; -m) echo riscv64 ;; esac');
  const host = processOf({ PATH: scratch.path("bin"), NODE_BUILD_MIRROR_URL: "http://m" });
  expect(await runHelper(["platform"], host)).toBe(0);
  expect(await runHelper(["mirror", "https://nodejs.org/dist/a"], host)).toBe(0);
  expect(host.stdout.text).toBe("riscv64:linux:\nhttp://m/a\n");
});

test("runHelper refuses a command it does not know", async () => {
  await expect(runHelper(["rm"], processOf({}))).rejects.toThrow(TypeError);
});
