import { createTarget } from "@nodewright/target-triple";
import { describe, expect, it } from "vitest";
import { assertGlibc } from "../src/check-glibc.js";
import { linux, linuxArm, macIntel } from "./support/targets.js";

const question = { version: "v24.1.0", target: linux, host: linux, glibcVersion: "2.17" };

describe("assertGlibc", () => {
  it.each([
    ["an unknown floor", undefined, {}],
    ["the very version", "2.17", {}],
    ["a lower floor", "2.9", {}],
    ["a newer system", "2.28", { glibcVersion: "2.36" }],
    ["a system whose glibc is not known", "2.28", { glibcVersion: undefined }],
    ["another machine", "2.28", { target: linuxArm }],
    ["another system", "2.28", { host: macIntel }],
  ])("passes %s", (_, floor, more) => {
    expect(() => assertGlibc(floor, { ...question, ...more })).not.toThrow();
  });

  it.each(["2.18", "2.28", "3.0"])("refuses %s on 2.17", (floor) => {
    expect(() => assertGlibc(floor, question)).toThrow(
      expect.objectContaining({
        code: "ERR_INSTALL_DOES_NOT_RUN",
        message: `Node.js v24.1.0 for linux-x64-glibc needs glibc ${floor}, and this system has 2.17`,
        hint: expect.stringContaining("glibc-217"),
      }),
    );
  });

  it("names no build that there is none of", () => {
    const arm = { ...question, target: linuxArm, host: linuxArm };
    expect(() => assertGlibc("2.28", arm)).toThrow(
      expect.objectContaining({ hint: expect.stringMatching(/^take a release before v18/) }),
    );
    const variant = createTarget({ ...linux, variant: "glibc-217" });
    expect(() => assertGlibc("2.18", { ...question, target: variant })).toThrow(
      expect.objectContaining({ hint: expect.stringMatching(/^take a release before v18/) }),
    );
  });
});
