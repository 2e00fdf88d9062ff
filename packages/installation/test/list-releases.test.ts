import { SourceError } from "@nodewright/release-source";
import { describe, expect, it } from "vitest";
import { listReleases } from "../src/list-releases.js";
import { row, sourceOf } from "./support/offers.js";
import { linux, windows } from "./support/targets.js";

const rows = [
  row("v26.0.0", { lts: false }),
  row("v24.1.0", { files: ["win-x64-zip"] }),
  row("v24.0.0"),
  row("v22.0.0", { lts: "Jod", files: ["linux-x64", "win-x64-zip"] }),
  row("v23.0.0-rc.1", { lts: false }),
];
const source = sourceOf(rows, () => Promise.reject(new Error("not asked")));

async function versions(spec: string | undefined, target = linux): Promise<string[]> {
  return (await listReleases({ sources: [source], target, spec })).map(({ version }) => version);
}

describe("listReleases", () => {
  it("lists the releases that were built for a target, newest first", async () => {
    expect(await versions(undefined)).toEqual(["v26.0.0", "v24.0.0", "v22.0.0"]);
    expect(await versions(undefined, windows)).toEqual(["v24.1.0", "v22.0.0"]);
  });

  it("reads the spec in the words of another tool", async () => {
    const list = await listReleases({ sources: [source], target: linux, spec: "lts_latest", dialect: "n" });
    expect(list.map(({ version }) => version)).toEqual(["v24.0.0"]);
  });

  it.each([
    ["24", ["v24.0.0"]],
    ["lts", ["v24.0.0"]],
    ["jod", ["v22.0.0"]],
    [">=24", ["v26.0.0", "v24.0.0"]],
    ["99", []],
  ])("keeps to what %s covers", async (spec, expected) => {
    expect(await versions(spec)).toEqual(expected);
  });

  it("asks the next source where the first does not answer", async () => {
    const gone = {
      ...source,
      loadIndex: () => Promise.reject(new SourceError("ERR_SOURCE_UNREACHABLE", "gone")),
    };
    expect(await listReleases({ sources: [gone, source], target: linux, spec: "22" })).toHaveLength(1);
  });

  it("refuses a word that means nothing", async () => {
    await expect(versions("?!")).rejects.toMatchObject({ code: "ERR_RELEASE_SPEC" });
  });
});
