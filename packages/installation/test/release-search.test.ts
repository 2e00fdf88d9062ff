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
});
