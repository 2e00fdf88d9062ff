import { expect, expectTypeOf, test } from "vitest";
import {
  type Digest,
  parseShasums,
  type VerifiedDigest,
  verifiedDigest,
  verifyShasums,
} from "../src/index.js";
import { markVerified, verifiedShasums } from "../src/verified-digest.js";
import { clearsign, forgeKey, NOW } from "./support/forge.js";
import { CONTENT_SHA256, keyringOf, LIST } from "./support/lists.js";

const key = forgeKey();
const options = { keyring: keyringOf(key), now: NOW };
const good = await verifyShasums({ clearsigned: clearsign(LIST, key) }, options);
const bad = await verifyShasums({ clearsigned: clearsign(LIST, key).replace(".msi", ".exe") }, options);
const file = "node-v24.1.0-linux-x64.tar.gz";

test("verifiedDigest() gives the signed digest of a file", () => {
  expect(verifiedDigest(good, file)).toEqual({ algorithm: "sha256", hex: CONTENT_SHA256 });
  expect(verifiedDigest(verifiedShasums(good), file)).toBe(verifiedDigest(good, file));
});

test("verifiedDigest() gives nothing of a list that is not valid, and says why", () => {
  expect(bad.verdict).toBe("bad");
  expect(() => verifiedDigest(bad, file)).toThrow(
    expect.objectContaining({ code: "ERR_GPG_NOT_VALID", message: expect.stringContaining(bad.reason) }),
  );
  expect(() => verifiedShasums(bad)).toThrow(expect.objectContaining({ code: "ERR_GPG_NOT_VALID" }));
});

test.each(["node-v24.1.0-linux-arm64.tar.gz", "node.exe", "toString", ""])(
  "verifiedDigest() does not know the unlisted file %j",
  (name) => {
    expect(() => verifiedDigest(good, name)).toThrow(expect.objectContaining({ code: "ERR_GPG_NOT_LISTED" }));
  },
);

test("a digest that is only parsed is no verified one, by its type", () => {
  expectTypeOf<VerifiedDigest>().toExtend<Digest>();
  expectTypeOf<Digest>().not.toExtend<VerifiedDigest>();
});

test("markVerified() marks by type alone: the digests stay what they are", () => {
  const shasums = parseShasums(LIST);
  expect(markVerified(shasums)).toBe(shasums);
});
