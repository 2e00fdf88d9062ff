import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { promote } from "../src/promote.js";
import { reindex } from "../src/reindex.js";
import { artifact, makeKeys, now, promotionOf, temporaryFolder } from "./support/fixtures.js";

describe("reindex", () => {
  it("makes the same indexes out of the records alone", async () => {
    const root = temporaryFolder();
    const name = "node-v24.1.0-linux-x64-musl.tar.gz";
    await promote(root, promotionOf([artifact(root, name)]), { keys: await makeKeys(), now });
    const names = ["index.json", "index.tab", "index.ndjson"];
    const read = (): string[] =>
      names.map((one) => readFileSync(join(root, "download/release", one), "utf8"));
    const before = read();
    for (const one of names) rmSync(join(root, "download/release", one));
    expect(await reindex(root, "release")).toBe(1);
    expect(read()).toEqual(before);
    expect(await reindex(root, "rc")).toBe(0);
  });
});
