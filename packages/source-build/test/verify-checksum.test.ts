import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { verifyChecksum } from "../src/verify-checksum.js";
import { makeContext, makeScratch } from "./support/build.js";

const sum = (algorithm: string) => createHash(algorithm).update("bytes").digest("hex");

function check(digest: string | undefined) {
  const scratch = makeScratch();
  scratch.write("file", "bytes");
  const context = makeContext(scratch);
  return { context, result: verifyChecksum(context, { cwd: scratch.root, file: "file", digest }) };
}

test.each(["md5", "sha1", "sha256"])("accepts the right %s, in either case", async (algorithm) => {
  expect(await check(sum(algorithm)).result).toBe(true);
  expect(await check(sum(algorithm).toUpperCase()).result).toBe(true);
});

test.each([32, 40, 64])("refuses a wrong digest of %i digits and says so", async (length) => {
  const { context, result } = check("0".repeat(length));
  expect(await result).toBe(false);
  expect(context.logText()).toContain("checksum mismatch: file (file is corrupt)\nexpected 0000");
});

test("refuses a digest of no known length", async () => {
  const { context, result } = check("checksum_of_unexpected_length");
  expect(await result).toBe(false);
  expect(context.logText()).toContain(
    "unexpected checksum length: 29 (checksum_of_unexpected_length)\nexpected 0 (no checksum), 32 (MD5), 40 (SHA-1), or 64 (SHA2-256)\n",
  );
});

test("asks nothing of a file that nothing pins", async () => {
  expect(await check(undefined).result).toBe(true);
});
