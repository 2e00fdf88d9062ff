import { readdir } from "node:fs/promises";
import type { Offer } from "@nodewright/release-source";
import { beforeEach, describe, expect, it } from "vitest";
import { type InstallSeveralOptions, installSeveral, type SpecRequest } from "../src/install-several.js";
import { filePart, nodeArchive, offerOf, row, sourceOf } from "./support/offers.js";
import { scratch } from "./support/scratch.js";
import { quickClient } from "./support/server.js";
import { linux, linuxArm } from "./support/targets.js";

const rows = [row("v26.1.0", { lts: false }), row("v24.1.0"), row("v22.3.0", { lts: "Jod" })];

let options: InstallSeveralOptions<SpecRequest>;
let asked: string[];
let events: string[];

beforeEach(async () => {
  asked = [];
  events = [];
  const source = sourceOf(rows, async (release): Promise<Offer> => {
    asked.push(release.version);
    const offer = offerOf([await filePart(await nodeArchive())]);
    const broken = offerOf([await filePart(await nodeArchive(), { stripComponents: 5 })]);
    return { ...(release.version === "v26.1.0" ? broken : offer), release };
  });
  options = {
    requests: [],
    target: linux,
    host: linuxArm,
    sources: [
      {
        ...source,
        loadIndex: async (target) => {
          asked.push("index");
          return source.loadIndex(target);
        },
      },
    ],
    root: await scratch(),
    client: quickClient(),
    env: {},
    now: new Date("2026-11-20T12:00:00Z"),
    coreVersion: "0.1.0",
    onEvent: ({ type }, { spec }) => events.push(`${spec} ${type}`),
  };
});

function install(
  ...specs: readonly (string | SpecRequest)[]
): ReturnType<typeof installSeveral<SpecRequest>> {
  const requests = specs.map((spec) => (typeof spec === "string" ? { spec } : spec));
  return installSeveral({ ...options, requests });
}

describe("installSeveral", () => {
  it("installs each release once and answers each request, in order", async () => {
    const outcomes = await install("22", "lts/krypton", { spec: "lts/jod", dialect: "nvm" }, "24");
    expect(outcomes.map(({ ended }) => ("value" in ended ? ended.value.version : ended.error))).toEqual([
      "v22.3.0",
      "v24.1.0",
      "v22.3.0",
      "v24.1.0",
    ]);
    expect(outcomes[2]).toMatchObject({
      request: { spec: "lts/jod", dialect: "nvm" },
      ended: { value: { outcome: "installed", resolution: { dialect: "nvm" } } },
    });
    expect((await readdir(options.root)).sort()).toEqual([
      "v22.3.0-linux-x64-glibc",
      "v24.1.0-linux-x64-glibc",
    ]);
    expect(events.filter((event) => event.endsWith("checked")).sort()).toEqual([
      "22 checked",
      "lts/krypton checked",
    ]);
  });

  it("asks for the index once", async () => {
    await install("22", "24", "26");
    expect(asked.filter((question) => question === "index")).toEqual(["index"]);
  });

  it("reports a failure without losing the others", async () => {
    const outcomes = await install("99", "26", "24");
    expect(outcomes).toMatchObject([
      { ended: { error: { code: "ERR_RELEASE_NOT_FOUND" } } },
      { ended: { error: { code: "ERR_INSTALL_INCOMPLETE" } } },
      { ended: { value: { outcome: "installed", version: "v24.1.0" } } },
    ]);
    expect(await readdir(options.root)).toEqual(["v24.1.0-linux-x64-glibc"]);
  });

  it("finds what is there already, once more beside a new one", async () => {
    await install("24");
    const outcomes = await install("24", "22", "krypton");
    expect(outcomes.map(({ ended }) => "value" in ended && ended.value.outcome)).toEqual([
      "already-installed",
      "installed",
      "already-installed",
    ]);
  });

  it("stops as a whole when it is told to", async () => {
    const stop = new AbortController();
    options = { ...options, signal: stop.signal, onEvent: () => stop.abort(new Error("enough")) };
    await expect(install("22", "24")).rejects.toThrow("enough");
    expect(await readdir(options.root)).toEqual([]);
  });
});
