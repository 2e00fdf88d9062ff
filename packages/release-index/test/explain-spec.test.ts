import { describe, expect, test } from "vitest";
import { explainSpec, type SpecDialect, specDialects } from "../src/index.js";

describe("explainSpec", () => {
  test.each<[spec: string, dialect: SpecDialect, text: string]>([
    ["current", "nodewright", '"current" in nodewright means the newest release.'],
    ["current", "n", '"current" in n means the newest release.'],
    [
      "current",
      "nv",
      '"current" in nv means the newest release of a line that is current or in active long-term support or in maintenance.',
    ],
    ["current", "nvm", "the version active in the shell"],
    ["stable", "nvm", '"stable" in nvm means the newest release.'],
    ["stable", "n", '"stable" in n means the newest release with long-term support.'],
    ["lts", "nv", "the newest release of each line that is"],
    ["lts", "nvm", "`lts` is not an alias. Use lts/* or the flag --lts."],
    ["node22", "pkg", "of the 20 that the tool has built"],
  ])("%s in %s", (spec, dialect, text) => {
    expect(explainSpec(spec, dialect).text).toContain(text);
  });

  test.each<[spec: string, dialect: SpecDialect, channel: string]>([
    ["lts", "nodewright", "release"],
    ["nightly/24", "nodewright", "nightly"],
    ["alpha", "nodewright", "alpha"],
    ["24.0.0-rc.1", "nvm", "rc"],
    ["24-nightly", "setup-node", "nightly"],
    [">=20", "engines", "release"],
  ])("%s in %s is looked up in the channel %s", (spec, dialect, channel) => {
    expect(explainSpec(spec, dialect)).toMatchObject({ spec, dialect, channel });
  });

  test("gives a refusal as a value, in every dialect", () => {
    for (const dialect of specDialects) {
      const { refusal, meaning, text } = explainSpec("no such word?", dialect);
      expect(refusal?.code).toBe("ERR_RELEASE_SPEC");
      expect(meaning).toBeUndefined();
      expect(text).toContain("no such word?");
    }
  });
});
