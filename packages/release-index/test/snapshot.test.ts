import { describe, expect, test } from "vitest";
import { compareVersions, formatIndex, parseIndex, releasePhase, resolveRelease } from "../src/index.js";
import { snapshot } from "../src/snapshot.js";
import { corpus, needsCorpus } from "./corpus.js";
import { target } from "./targets.js";

const byVersion = new Map(snapshot.rows.map((row) => [row.version, row]));

describe("snapshot", () => {
  test("has every row once, newest first, in the form of an index", () => {
    const versions = snapshot.rows.map(({ version }) => version);
    expect(versions).toStrictEqual([...new Set(versions)].sort((a, b) => compareVersions(b, a)));
    expect(snapshot.rows.length).toBeGreaterThanOrEqual(876);
    expect(parseIndex(formatIndex(snapshot.rows, "json"))).toStrictEqual(snapshot.rows);
  });

  test("states its version and the day of its newest fact", () => {
    const days = snapshot.rows.map(({ date }) => date).sort();
    expect(snapshot.date).toBe(days.at(-1));
    expect(snapshot.dataVersion).toMatch(/^\d{4}\.\d{2}\.\d{2}/);
  });

  test.each([
    [
      "v24.21.0",
      {
        date: "2026-09-07",
        npm: "11.19.0",
        v8: "13.6.233.17",
        openssl: "3.5.8",
        modules: "137",
        lts: "Krypton",
      },
    ],
    ["v26.9.0", { date: "2026-09-16", npm: "11.19.1", uv: "1.52.1", modules: "147", lts: false }],
    ["v26.13.0", { date: "2026-10-28", v8: "14.6.202.34", lts: "Lithium", files: [] }],
    ["v26.5.1", { security: true, npm: "11.17.0" }],
    ["v22.23.3", { date: "2026-09-23", npm: "10.9.9", lts: "Jod" }],
    ["v27.0.0-alpha.0.1.1", { date: "2026-11-16", v8: "15.6.75.50", lts: false }],
    ["v0.1.14", { date: "2011-08-26", files: ["src"], v8: "1.3.15.0" }],
    ["v0.11.2", { modules: "0x000C" }],
  ])("knows of %s what public sources state", (version, facts) => {
    expect(byVersion.get(version)).toMatchObject(facts);
  });

  test("leaves out what none states", () => {
    expect(byVersion.get("v26.13.0")).not.toHaveProperty("npm");
    expect(byVersion.get("v26.13.0")).not.toHaveProperty("modules");
    expect(byVersion.get("v0.1.14")).not.toHaveProperty("npm");
  });

  test("resolves without a network, musl included", () => {
    const { rows: index } = snapshot;
    expect(resolveRelease("lts", { index }).version).toBe("v26.13.0");
    expect(resolveRelease("lts/krypton", { index, target: target("linux-x64-musl") }).version).toBe(
      "v24.22.0",
    );
    expect(resolveRelease("22", { index, target: target("win32-ia32") }).version).toBe("v22.23.3");
  });

  test("has the schedule of every line with a release, and the new model of v27", () => {
    const { schedule } = snapshot;
    expect(schedule.v27).toMatchObject({ alpha: "2026-10-28", start: "2027-04-22", lts: "2027-10-20" });
    expect(releasePhase("v27", new Date("2026-11-20"), schedule)).toBe("alpha");
    expect(releasePhase("v26", new Date("2026-11-20"), schedule)).toBe("active-lts");
    expect(releasePhase("v24", new Date("2026-11-20"), schedule)).toBe("maintenance");
    expect(releasePhase("v20", new Date("2026-11-20"), schedule)).toBe("end-of-life");
  });
});

describe.skipIf(corpus.isAbsent)(`the snapshot and the real index ${needsCorpus}`, () => {
  test("agree on everything that a row of nodejs.org's index.tab states", () => {
    for (const row of parseIndex(corpus.read("release-index/index.tab"))) {
      expect(byVersion.get(row.version)).toStrictEqual(row);
    }
  });

  test("agree on the facts of the rebuilt index, to which the snapshot only adds", () => {
    for (const { security, ...facts } of parseIndex(corpus.read("release-index/index.rebuilt.json"))) {
      const known = byVersion.get(facts.version);
      expect(known).toMatchObject(facts);
      if (security) expect(known?.security).toBe(true);
    }
  });
});
