import { expect, it } from "vitest";
import { SourceError } from "../src/errors.js";
import { namingVariable } from "../src/naming-variable.js";
import type { ReleaseSource } from "../src/source.js";
import { linux } from "./support/fixtures.js";

function failing(error: Error): ReleaseSource {
  return {
    kind: "dist",
    name: "https://x",
    loadIndex: () => Promise.reject(error),
    offer: () => Promise.reject(new Error("not asked")),
  };
}

const noIndex = new SourceError("ERR_SOURCE_INDEX", "there is no https://x/index.json", { hint: "look" });
const gone = new SourceError("ERR_SOURCE_UNREACHABLE", "nobody answers", { hint: "check the network" });

it("says where an address comes from that has no index", async () => {
  const source = namingVariable(failing(noIndex), "npm_config_disturl");
  await expect(source.loadIndex(linux)).rejects.toMatchObject({
    code: "ERR_SOURCE_INDEX",
    message: "there is no https://x/index.json (the address is from npm_config_disturl)",
    hint: "unset npm_config_disturl, or name another source with --source",
  });
});

it("says nothing of it where the server does not answer", async () => {
  await expect(namingVariable(failing(gone), "N_NODE_MIRROR").loadIndex(linux)).rejects.toBe(gone);
});

it("leaves a source alone that no variable names, and defects", async () => {
  const source = failing(noIndex);
  expect(namingVariable(source, undefined)).toBe(source);
  const defect = new TypeError("a defect");
  await expect(namingVariable(failing(defect), "X").loadIndex(linux)).rejects.toBe(defect);
});
