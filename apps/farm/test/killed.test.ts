import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createKeyring, verifyShasums } from "@nodewright/gpg-verify";
import { parseIndex } from "@nodewright/release-index";
import { describe, expect, it } from "vitest";
import { farm, farmJson, initFarm, lacksCompiler } from "./support/farm.js";

/** How many workers die on the way; FARM_KILLS asks for more. */
const kills = Number(process.env.FARM_KILLS ?? 4);
const version = "v24.1.0";

/** Proves what is public, as a user would: nothing that is listed is missing, cut short or unsigned. */
async function assertPublic(root: string): Promise<number> {
  const channel = join(root, "download/release");
  if (!readdirSync(root).includes("download")) return 0;
  const rows = parseIndex(readFileSync(join(channel, "index.json"), "utf8"), { format: "json" });
  const keyring = createKeyring(readFileSync(join(root, "keys/signing.asc")));
  let count = 0;
  for (const row of rows) {
    const list = readFileSync(join(channel, row.version, "SHASUMS256.txt.asc"));
    const verdict = await verifyShasums({ clearsigned: list }, { keyring, version: row.version });
    if (verdict.verdict !== "valid") throw new Error(verdict.reason);
    for (const [name, { hex }] of verdict.shasums) {
      const sha256 = createHash("sha256")
        .update(readFileSync(join(channel, row.version, name)))
        .digest("hex");
      expect(sha256, name).toBe(hex);
      count += 1;
    }
  }
  return count;
}

describe.skipIf(lacksCompiler)("workers that are killed", () => {
  it("leave what was public, and everything is published once in the end", {
    timeout: 120_000 + kills * 20_000,
  }, async () => {
    const { root } = await initFarm(version);
    await farm(["queue", version, "-C", root]);
    const work = ["worker", "-C", root, "--slots", "3", "--until-idle", "--lease-seconds", "6"];
    for (let kill = 0; kill < kills; kill++) {
      await farm(work, { killAfterMs: 500 + Math.random() * 5_000 });
      await assertPublic(root);
    }
    const { code, stderr } = await farm(work);
    expect(code, stderr).toBe(0);
    const { jobs } = await farmJson<{ jobs: { kind: string; state: string; reason?: string }[] }>(
      "jobs",
      "-C",
      root,
    );
    expect(jobs.filter(({ state }) => state !== "succeeded")).toEqual([]);
    expect(await assertPublic(root)).toBe(6);
    const lines = readFileSync(join(root, "download/release/index.ndjson"), "utf8").trim().split("\n");
    expect(new Set(lines.map((line) => JSON.parse(line).file)).size).toBe(lines.length);
    expect(lines.some((line) => "replaces" in JSON.parse(line))).toBe(false);
    expect((await farm(["gc", "-C", root])).code).toBe(0);
    expect(readdirSync(join(root, "work"))).toEqual([]);
  });
});
