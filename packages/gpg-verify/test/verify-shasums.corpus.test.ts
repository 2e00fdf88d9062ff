import { describe, expect, test } from "vitest";
import { verifyShasums } from "../src/index.js";
import { corpusMissing, listCorpus, readCorpus } from "./support/corpus.js";

describe.skipIf(corpusMissing !== undefined)(
  `verifyShasums() on the real lists (${corpusMissing ?? "present"})`,
  () => {
    test("gives every one its verdict under release: only v26.3.0 is bad", async () => {
      const verdicts = await Promise.all(
        listCorpus("shasums").map(async (name) => {
          const version = name.replace(/\.asc$/, "");
          const verdict = await verifyShasums({ clearsigned: readCorpus(`shasums/${name}`) }, { version });
          return { version, verdict: verdict.verdict };
        }),
      );
      expect(verdicts.length).toBeGreaterThanOrEqual(222);
      expect(verdicts.filter(({ verdict }) => verdict !== "valid")).toEqual([
        { version: "v26.3.0", verdict: "bad" },
      ]);
    });
  },
);
