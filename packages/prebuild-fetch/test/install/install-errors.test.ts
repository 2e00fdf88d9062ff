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

  test("takes 403 for a private bucket, or for what S3 does not have", () => {
    const cause = new ArtifactError("ERR_ARTIFACT_HTTP", "Cannot", { hint: "try", status: 403 });
    const error = toInstallError(cause, "https://a.example/");
    expect(error).toMatchObject({ code: "ERR_PREBUILD_FETCH", status: 403, cause });
    expect(error).toHaveProperty("hint", expect.stringContaining("AWS_ACCESS_KEY_ID"));
    expect(fallbackFor(error)).toBe("build");
  });

  test("takes a file of the settings that is missing for no missing tarball", () => {
    const details = { url: "https://a.example/", status: 404 };
    const code = (error: unknown): unknown => Object(toInstallError(error, "")).code;
    expect(code(new ArtifactError("ERR_ARTIFACT_NOT_FOUND", "x", details))).toBe("ERR_PREBUILD_NOT_FOUND");
    expect(code(new ArtifactError("ERR_ARTIFACT_NOT_FOUND", "Cannot read the CA"))).toBe(
      "ERR_PREBUILD_CONFIG",
    );
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
