import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadAddon } from "../src/load-addon.js";
import { addonProject, C_SOURCE } from "./support/addon-project.js";
import { buildHere } from "./support/build-here.js";
import { host } from "./support/targets.js";

const native = { name: "native", prefix: [], env: {} };
const load = (file: string, timeoutMs?: number) =>
  loadAddon({ file, target: host, emulator: native, node: process.execPath, env: process.env, timeoutMs });

describe.skipIf(host.os === "win32")("loadAddon", () => {
  it("lists what the addon exports", async () => {
    const file = await buildHere(addonProject({ "a.c": C_SOURCE }), { sources: ["a.c"] });
    expect(await load(file)).toEqual({
      node: process.version,
      platform: process.platform,
      arch: process.arch,
      type: "object",
      exports: ["repeat"],
    });
  });

  it("says why the loader refuses a file", async () => {
    const file = join(addonProject({}), "a.node");
    writeFileSync(file, "no binary");
    await expect(load(file)).rejects.toMatchObject({
      code: "ERR_ADDON_LOAD",
      message: expect.stringMatching(
        /does not load \(native\): .*(invalid ELF header|not a mach-o|too short)/,
      ),
      hint: expect.stringContaining("require("),
    });
  });

  it("tells of an addon that throws, that ends the process, that never comes back", async () => {
    const initBy = async (statement: string) =>
      buildHere(
        addonProject({ "a.c": C_SOURCE.replace("napi_value repeat;", `${statement} napi_value repeat;`) }),
        {
          sources: ["a.c"],
        },
      );
    const throws = await initBy('napi_throw_error(env, NULL, "not here"); return NULL;');
    await expect(load(throws)).rejects.toThrow("not here");
    await expect(load(await initBy("abort();"))).rejects.toThrow(/does not load \(native\)/);
    await expect(load(await initBy("for (;;) { }"), 1500)).rejects.toThrow("it ended with a signal");
  });
});
