import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { PrebuildErrorCode } from "../../src/errors.js";
import { fallbackFor } from "../../src/install/install-errors.js";
import { abiAddon, futureGlibcAddon, noCompiler, nodeApiAddon } from "../support/compiler.js";
import { failure, install, installPlan, TARBALL, testClient } from "../support/install.js";
import { serve } from "../support/serve.js";
import { addonTarball } from "../support/tarball.js";
import { temporaryDirectory } from "../support/temporary-directory.js";

const path = `/v1.2.3/${TARBALL}`;

/** Installs what must not be installed, twice: what is wrong does not become "already installed". */
async function refused(bytes: Buffer, code: PrebuildErrorCode, fields = {}, options = {}): Promise<string> {
  const server = await serve({ [path]: bytes });
  const plan = installPlan(temporaryDirectory(), server.url, fields);
  const { message } = await failure(plan, code, { client: testClient({ retries: 0 }), ...options });
  const again = await failure(plan, code, { client: testClient({ retries: 0 }), ...options });
  expect(fallbackFor(again)).toBe("build-loudly");
  return message;
}

describe.skipIf(noCompiler !== undefined)("a fresh addon", () => {
  test("of another ABI", async () => {
    const bytes = await addonTarball(readFileSync(abiAddon(temporaryDirectory(), 115)));
    expect(await refused(bytes, "ERR_PREBUILD_INCOMPATIBLE")).toContain("its ABI is 115, not 137");
  });

  test("of a Node-API level that the runtime has not", async () => {
    const bytes = await addonTarball(readFileSync(nodeApiAddon(temporaryDirectory(), 99)));
    expect(await refused(bytes, "ERR_PREBUILD_INCOMPATIBLE")).toContain(
      "its Node-API version is 99, not 10 or lower",
    );
  });

  test("on Node-API, for a runtime without", async () => {
    const bytes = await addonTarball(readFileSync(nodeApiAddon(temporaryDirectory(), 8)));
    const runtime = { name: "node", version: "6.17.1", abi: "48", napi: 0 };
    await refused(bytes, "ERR_PREBUILD_INCOMPATIBLE", { runtime });
  });

  test("that is no addon", async () => {
    const { compile } = await import("../support/compiler.js");
    const library = compile(temporaryDirectory(), "plain.so", "int answer(void) { return 42; }\n");
    expect(await refused(await addonTarball(readFileSync(library)), "ERR_PREBUILD_INCOMPATIBLE")).toContain(
      "what it registers with Node.js is nothing, not an addon",
    );
  });

  test("for a glibc that is not yet, on this very system", async () => {
    const bytes = await addonTarball(readFileSync(futureGlibcAddon(temporaryDirectory())));
    const message = await refused(bytes, "ERR_PREBUILD_INCOMPATIBLE", {}, { libraries: undefined });
    expect(message).toMatch(/the lowest glibc for it is 2\.99, not 2\.\d+ or lower/);
  });

  test("of the right ABI is installed", async () => {
    const server = await serve({
      [path]: await addonTarball(readFileSync(abiAddon(temporaryDirectory(), 137))),
    });
    const plan = installPlan(temporaryDirectory(), server.url);
    expect(await install(plan)).toMatchObject({ outcome: { state: "installed" } });
  });
});
