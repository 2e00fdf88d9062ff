import { createTarget } from "@nodewright/target-triple";
import { expect, test } from "vitest";
import { treeKey, treeKeyPrefix } from "../src/tree-key.js";
import { nodeArchive, offerOf, urlPart } from "./support/offers.js";
import { linux } from "./support/targets.js";

const part = urlPart(await nodeArchive(), "https://nodejs.org/a.tar.gz");
const offer = offerOf([part]);
const key = treeKey(offer);

test("a key tells release and target, and is a name for a folder", () => {
  expect(key).toMatch(/^v24-1-0-linux-x64-glibc-[0-9a-f]{64}$/);
  expect(key.startsWith(treeKeyPrefix("v24.1.0", linux))).toBe(true);
  const variant = createTarget({ os: "linux", arch: "x64", libc: "glibc", variant: "pointer-compression" });
  expect(treeKeyPrefix("v24.1.0-rc.1", variant)).toMatch(/^[0-9a-z-]+$/);
});

test("other archives, parts of them or steps are another key; where they come from and who says so is not", () => {
  const [digest] = part.digests;
  const others = [
    { ...part, digests: [{ ...digest, digest: "0".repeat(64) }] as const },
    { ...part, omit: ["README.md"] },
    { ...part, into: "lib" },
    { ...part, stripComponents: 2 },
  ].map((other) => treeKey(offerOf([other])));
  const steps = treeKey(offerOf([part], { steps: [{ do: "remove", path: "README.md" }] }));
  expect(new Set([key, steps, ...others]).size).toBe(6);
  const elsewhere = { ...part, origin: { urls: ["https://mirror.example/a.tar.gz"] as const }, evidence: [] };
  expect(treeKey(offerOf([elsewhere], { notes: ["a note"] }))).toBe(key);
});
