import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { hostFacts, hostTarget } from "@nodewright/target-triple/host";
import { describe, expect, test } from "vitest";
import { systemLibraries } from "../../src/check/system-libraries.js";
import { temporaryDirectory } from "../support/temporary-directory.js";

const { platform, glibcVersion } = hostFacts();
const isGlibc = platform === "linux" && glibcVersion !== undefined;
const cxx = { glibcFloor: "2.17", glibcxxFloor: "3.4.9" };

describe("systemLibraries()", () => {
  test.runIf(isGlibc)("knows this process's own", async () => {
    const own = await systemLibraries(hostTarget(), cxx);
    expect(own.glibcVersion).toBe(glibcVersion);
    expect(own.glibcxxVersion).toMatch(/^3\.4\.\d+$/);
    expect(own.cxxabiVersion).toMatch(/^1\.3\.\d+$/);
    expect(await systemLibraries(hostTarget(), { glibcFloor: "2.17" })).toEqual({ glibcVersion });
  });

  test.runIf(isGlibc)("finds the highest versions in a file", async () => {
    const folder = temporaryDirectory();
    const library = join(folder, "libstdc++.so.6.0.30");
    const names = ["GLIBCXX_3.4.9", "GLIBCXX_3.4.30", "GLIBCXX_DEBUG_LENGTH", "CXXABI_1.3", "CXXABI_1.3.11"];
    writeFileSync(library, `\0${names.join("\0")}\0`);
    const mapsFile = join(folder, "maps");
    writeFileSync(mapsFile, `7f-80 r-xp 0 08:01 1   /lib/libm.so.6\n80-81 r-xp 0 08:01 2   ${library}\n`);
    expect(await systemLibraries(hostTarget(), cxx, { mapsFile })).toEqual({
      glibcVersion,
      glibcxxVersion: "3.4.30",
      cxxabiVersion: "1.3.11",
    });
    const none = { mapsFile: join(folder, "none") };
    expect(await systemLibraries(hostTarget(), cxx, none)).toEqual({ glibcVersion });
  });

  test("says nothing of another target, nor where nothing is asked", async () => {
    expect(await systemLibraries({ os: "aix" }, cxx)).toEqual({});
    expect(await systemLibraries({}, {})).toEqual({});
  });
});
