import { SourceError } from "@nodewright/release-source";
import { describe, expect, it } from "vitest";
import { createSearch, type SearchOptions } from "../src/release-search.js";
import { row, sourceOf } from "./support/offers.js";
import { linux, linuxArm, musl } from "./support/targets.js";

const noOffer = () => Promise.reject(new Error("not asked"));
const dist = sourceOf([row("v24.1.0")], noOffer);
const npm = { ...dist, kind: "npm", name: "npm" } as const;
const options: SearchOptions = { spec: "24", target: linux, host: linuxArm, sources: [dist, npm] };

function counted(source: typeof dist | typeof npm) {
  const asked: unknown[] = [];
  const loadIndex: typeof source.loadIndex = (target) => {
    asked.push(target);
    return source.loadIndex(target);
  };
  return { asked, source: { ...source, loadIndex } };
}

describe("createSearch", () => {
  it("asks a tree for its index once, and a registry once a target", async () => {
    const [tree, registry] = [counted(dist), counted(npm)];
    const search = createSearch({ ...options, sources: [tree.source, registry.source] });
    for (const { source } of [tree, registry, tree, registry]) await search.candidate(source, linux);
    await expect(search.candidate(tree.source, musl)).rejects.toMatchObject({ code: "ERR_RELEASE_NO_BUILD" });
    await expect(search.candidate(registry.source, musl)).rejects.toMatchObject({
      code: "ERR_RELEASE_NO_BUILD",
    });
    expect(tree.asked).toEqual([linux]);
    expect(registry.asked).toEqual([linux, musl]);
  });

  it("knows who did not answer, which offline says nothing of the next question", () => {
    const search = createSearch(options);
    const gone = new SourceError("ERR_SOURCE_UNREACHABLE", "gone");
    search.passOver({ source: dist, target: linux, why: "no-answer", error: gone });
    const offline = new SourceError("ERR_SOURCE_OFFLINE", "not kept");
    search.passOver({ source: npm, target: linux, why: "no-answer", error: offline });
    expect([search.isSilent(dist), search.isSilent(npm)]).toEqual([true, false]);
    expect(search.passedOver).toHaveLength(2);
  });

  it("minds what a build asks of the host, and not for code", async () => {
    const old = { ...options, host: linux, glibcVersion: "2.17" };
    const refusal = { code: "ERR_INSTALL_DOES_NOT_RUN" };
    await expect(createSearch(old).candidate(dist, linux)).rejects.toMatchObject(refusal);
    const code = createSearch(old, { isForAnyTarget: true });
    expect(await code.candidate(dist, linux)).toMatchObject({ resolution: { version: "v24.1.0" } });
    expect(await code.candidate(dist, musl)).toMatchObject({ resolution: { version: "v24.1.0" } });
  });

  const schedule = {
    v20: { start: "2023-04-18", lts: "2023-10-24", maintenance: "2024-10-22", end: "2026-04-30" },
    v24: { start: "2025-05-06", lts: "2025-10-28", maintenance: "2026-10-20", end: "2028-04-30" },
    v26: { start: "2026-05-05", lts: "2026-10-28", maintenance: "2027-10-20", end: "2029-04-30" },
  };
  const now = new Date("2026-11-21");
  const ltsOf = (...sources: SearchOptions["sources"]) =>
    createSearch({
      ...options,
      spec: "lts",
      schedule,
      now,
      sources,
      knownReleases: [row("v26.13.0")],
    });
  const registry = (version: string) => ({
    ...npm,
    loadIndex: () => Promise.resolve({ rows: [row(version)], origin: "npm" }),
  });

  it("believes a registry that is behind what is known, unless its line has ended", async () => {
    const lagging = registry("v24.21.0");
    expect(await ltsOf(dist, lagging).candidate(lagging, linux)).toMatchObject({
      resolution: { version: "v24.21.0" },
    });
    const ended = registry("v20.20.2");
    await expect(ltsOf(dist, ended).candidate(ended, linux)).rejects.toMatchObject({
      code: "ERR_RELEASE_NO_BUILD",
    });
  });

  it("believes no registry that is behind an index of all releases", async () => {
    const tree = sourceOf([row("v26.13.0")], noOffer);
    const lagging = registry("v24.21.0");
    const search = ltsOf(tree, lagging);
    await search.candidate(tree, linux);
    await expect(search.candidate(lagging, linux)).rejects.toMatchObject({ code: "ERR_RELEASE_NO_BUILD" });
  });
});
