import { ArtifactError } from "@nodewright/artifact-store";
import { describe, expect, test } from "vitest";
import { PrebuildError, type PrebuildErrorCode } from "../../src/errors.js";
import { fallbackFor, toInstallError } from "../../src/install/install-errors.js";

describe("toInstallError()", () => {
  test("keeps what is known, and the cause", () => {
    const cause = new ArtifactError("ERR_ARTIFACT_HTTP", "Cannot", { hint: "try", status: 500 });
    expect(toInstallError(cause, "https://a.example/")).toMatchObject({
      code: "ERR_PREBUILD_FETCH",
      message: "Cannot",
      hint: "try",
      status: 500,
      url: "https://a.example/",
      cause,
    });
  });

  test("names the archive", () => {
    const cause = new ArtifactError("ERR_ARTIFACT_CORRUPT", "Cannot unpack the archive: it is torn");
    expect(toInstallError(cause, "https://a.example/a.tar.gz")).toMatchObject({
      message: "Cannot unpack https://a.example/a.tar.gz: it is torn",
    });
  });

  test("leaves everything else alone", () => {
    const error = new TypeError("misuse");
    expect(toInstallError(error, "")).toBe(error);
  });
});

describe("fallbackFor()", () => {
  test.each<[PrebuildErrorCode, string]>([
    ["ERR_PREBUILD_NOT_FOUND", "build"],
    ["ERR_PREBUILD_FETCH", "build"],
    ["ERR_PREBUILD_CORRUPT", "build-loudly"],
    ["ERR_PREBUILD_INTEGRITY", "build-loudly"],
    ["ERR_PREBUILD_SIGNATURE", "build-loudly"],
    ["ERR_PREBUILD_UNVERIFIED", "build-loudly"],
    ["ERR_PREBUILD_INCOMPATIBLE", "build-loudly"],
    ["ERR_PREBUILD_WRITE", "stop"],
    ["ERR_PREBUILD_ABORTED", "stop"],
  ])("%s: %s", (code, expected) => {
    expect(fallbackFor(new PrebuildError(code, "x"))).toBe(expected);
  });

  test("does not build for what is no failure of an install", () => {
    expect(fallbackFor(new TypeError("misuse"))).toBe("stop");
  });
});
