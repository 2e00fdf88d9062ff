import { type Resolution, resolveRelease } from "@nodewright/release-index";
import { describe, expect, it } from "vitest";
import { assertSameLine } from "../src/line-of-word.js";
import { row } from "./support/offers.js";
import { linux } from "./support/targets.js";

const all = [row("v26.1.0", { lts: false }), row("v24.2.0"), row("v24.1.0"), row("v22.3.0", { lts: "Jod" })];

function meant(spec: string, from: string): Resolution {
  return resolveRelease(spec, { index: all.slice(all.findIndex(({ version }) => version === from)) });
}

describe("assertSameLine", () => {
  it.each([
    ["an older release of the line", "lts", "v24.1.0", "v26.1.0"],
    ["a newer line", "lts", "v24.1.0", "v22.3.0"],
    ["a version", "22.3.0", "v22.3.0", "v26.1.0"],
    ["a range", ">=20", "v22.3.0", "v26.1.0"],
    ["a codename", "jod", "v22.3.0", "v26.1.0"],
  ])("passes %s", (_, spec, has, wanted) => {
    expect(() => assertSameLine(meant(spec, has), linux, () => meant(spec, wanted))).not.toThrow();
  });

  it.each(["lts", "latest"])("refuses an older line for %s", (spec) => {
    expect(() => assertSameLine(meant(spec, "v22.3.0"), linux, () => meant(spec, "v26.1.0"))).toThrow(
      expect.objectContaining({
        code: "ERR_RELEASE_NO_BUILD",
        message: expect.stringMatching(/^it has no build of v2[46].* only of v22\.3\.0 and older$/),
      }),
    );
  });

  it("passes where nobody knows better", () => {
    const unknown = (): Resolution => resolveRelease("lts", { index: [] });
    expect(() => assertSameLine(meant("lts", "v22.3.0"), linux, unknown)).not.toThrow();
    const defect = (): Resolution => {
      throw new TypeError("a defect");
    };
    expect(() => assertSameLine(meant("lts", "v22.3.0"), linux, defect)).toThrow("a defect");
  });
});
