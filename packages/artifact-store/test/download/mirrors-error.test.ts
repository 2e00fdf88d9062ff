import { describe, expect, test } from "vitest";
import { mirrorsError } from "../../src/download/mirrors-error.js";
import { ArtifactError, type ArtifactErrorCode } from "../../src/errors.js";

const error = (code: ArtifactErrorCode, url: string): ArtifactError =>
  new ArtifactError(code, `Cannot download ${url}: ${code}`, { url, hint: `Hint of ${url}` });

describe("mirrorsError", () => {
  test("is the error itself where there was one mirror", () => {
    const only = error("ERR_ARTIFACT_HTTP", "http://a/");
    expect(mirrorsError([only])).toBe(only);
  });

  test("says that the file is nowhere only if every mirror said so", () => {
    const missing = error("ERR_ARTIFACT_NOT_FOUND", "http://a/");
    expect(mirrorsError([missing, error("ERR_ARTIFACT_NOT_FOUND", "http://b/")]).code).toBe(
      "ERR_ARTIFACT_NOT_FOUND",
    );
    const refused = mirrorsError([error("ERR_ARTIFACT_NETWORK", "http://b/"), missing]);
    expect(refused).toMatchObject({
      code: "ERR_ARTIFACT_NETWORK",
      url: "http://b/",
      hint: "Hint of http://b/",
    });
  });

  test("names every place and keeps every error", () => {
    const errors = [error("ERR_ARTIFACT_HTTP", "http://a/"), error("ERR_ARTIFACT_TIMEOUT", "http://b/")];
    const all = mirrorsError(errors);
    expect(all.message).toContain("http://a/");
    expect(all.message).toContain("http://b/");
    expect(all.cause).toMatchObject({ errors });
  });
});
