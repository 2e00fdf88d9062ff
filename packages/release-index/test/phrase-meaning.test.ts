import { expect, test } from "vitest";
import { parseVersion, type SpecMeaning } from "../src/index.js";
import { phraseMeaning } from "../src/phrase-meaning.js";

test.each<[meaning: SpecMeaning, phrase: string]>([
  [{ kind: "version", version: parseVersion("22.1.0") }, "exactly v22.1.0"],
  [{ kind: "prefix", major: 22 }, "the newest release of v22"],
  [{ kind: "prefix", major: 0, minor: 12 }, "the newest release of v0.12"],
  [{ kind: "range", range: ">=20" }, "the newest release in the range >=20"],
  [
    { kind: "range", range: "^20.0.0-nightly", channel: "nightly" },
    "the newest nightly build in the range ^20.0.0-nightly",
  ],
  [{ kind: "range", range: "22", isList: true }, "every release in the range 22"],
  [
    { kind: "range", range: "v22", among: ["v22.1.0"] },
    "the newest release in the range v22, of the 1 that the tool has built",
  ],
  [{ kind: "newest", channel: "release" }, "the newest release"],
  [{ kind: "newest", channel: "nightly", startingWith: "v24." }, "the newest nightly build of v24"],
  [{ kind: "lts", back: 0 }, "the newest release with long-term support"],
  [{ kind: "lts", back: 2 }, "the newest release of the LTS line 2 before the newest"],
  [{ kind: "codename", codename: "jod" }, "the newest release of the LTS line jod"],
  [
    { kind: "codename", codename: "jo", isPart: true },
    'the newest release of an LTS line with "jo" in its name',
  ],
  [
    { kind: "lines", phases: ["active-lts"] },
    "the newest release of each line that is in active long-term support",
  ],
  [
    { kind: "lines", phases: ["maintenance"], isLts: true, isNewestOnly: true },
    "the newest release of a line that is in maintenance, and has had long-term support",
  ],
])("phraseMeaning %j is %s", (meaning, phrase) => {
  expect(phraseMeaning(meaning)).toBe(phrase);
});
