import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { Digester, parseExpectedDigest } from "../src/digest.js";
import { thrown } from "./helpers/errors.js";

const ALGORITHMS = ["md5", "sha1", "sha256", "sha384", "sha512"] as const;
const base64 = (algorithm: string): string => createHash(algorithm).update("node").digest("base64");
const hex = (algorithm: string): string => createHash(algorithm).update("node").digest("hex");

describe("parseExpectedDigest", () => {
  test.each(ALGORITHMS)("reads %s as hex in either case and as integrity text", (algorithm) => {
    const expected = [hex(algorithm)];
    expect(parseExpectedDigest({ algorithm, digest: hex(algorithm) })).toEqual(expected);
    expect(parseExpectedDigest({ algorithm, digest: ` ${hex(algorithm).toUpperCase()}\n` })).toEqual(
      expected,
    );
    expect(parseExpectedDigest({ algorithm, digest: `${algorithm}-${base64(algorithm)}` })).toEqual(expected);
  });

  test("picks its own algorithm out of several, options left out, and keeps alternatives", () => {
    const other = createHash("sha512").update("other").digest();
    const digest = `sha1-${base64("sha1")} sha512-${base64("sha512")}?x sha512-${other.toString("base64")}`;
    expect(parseExpectedDigest({ algorithm: "sha512", digest })).toEqual([
      hex("sha512"),
      other.toString("hex"),
    ]);
  });

  test.each([
    ["sha256", ""],
    ["sha256", hex("sha512")],
    ["sha256", hex("sha256").slice(1)],
    ["sha256", `${hex("sha256").slice(1)}g`],
    ["sha512", `sha256-${base64("sha256")}`],
    ["sha512", `sha512-${base64("sha256")}`],
  ] as const)("refuses a %s that is %s", (algorithm, digest) => {
    thrown(() => parseExpectedDigest({ algorithm, digest }), "ERR_ARTIFACT_DIGEST");
  });
});

describe("Digester", () => {
  test("gives all digests at any point and goes on", () => {
    const digester = new Digester(["sha256", "md5", "sha256"]);
    digester.update(Buffer.from("no"));
    expect(digester.current().md5).toBe(createHash("md5").update("no").digest("hex"));
    digester.update(Buffer.from("de"));
    expect(digester.current()).toEqual({ sha256: hex("sha256"), md5: hex("md5") });
  });
});
