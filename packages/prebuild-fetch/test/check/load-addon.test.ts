import { describe, expect, test } from "vitest";
import { loadAddon } from "../../src/check/load-addon.js";
import { compile, noCompiler, registeringAddon } from "../support/compiler.js";
import { realAddonPath } from "../support/real-addons.js";
import { temporaryDirectory } from "../support/temporary-directory.js";

const { execPath } = process;

describe.skipIf(noCompiler !== undefined)("loadAddon()", () => {
  test("loads what fits", async () => {
    expect(await loadAddon(realAddonPath("linux-x64-glibc"), { execPath })).toBeUndefined();
    const own = registeringAddon(temporaryDirectory(), Number(process.versions.modules));
    expect(await loadAddon(own, { execPath })).toBeUndefined();
  });

  test.each<[string, (folder: string) => string, RegExp]>([
    ["another ABI", (folder) => registeringAddon(folder, 93), /NODE_MODULE_VERSION 93/],
    ["a library that is not here", () => realAddonPath("linux-x64-musl"), /libc\.musl/],
    ["no addon", (folder) => compile(folder, "a.node", "int a;\n"), /did not self-register/],
    [
      "an addon that crashes",
      (folder) =>
        compile(folder, "a.node", "__attribute__((constructor)) static void f(void) { __builtin_trap(); }\n"),
      /it ended with SIG/,
    ],
  ])("says why not: %s", async (_title, make, why) => {
    expect(await loadAddon(make(temporaryDirectory()), { execPath })).toMatch(why);
  });

  test("stops when it is called off", async () => {
    const endless = "__attribute__((constructor)) static void f(void) { for (;;); }\n";
    const file = compile(temporaryDirectory(), "a.node", endless);
    await expect(loadAddon(file, { execPath, signal: AbortSignal.timeout(200) })).rejects.toThrow();
  });
});
