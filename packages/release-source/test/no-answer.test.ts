import { ArtifactError, type ArtifactErrorCode } from "@nodewright/artifact-store";
import { expect, test } from "vitest";
import { isUnanswered } from "../src/errors.js";
import { isBlocked, isNoAnswer, notAtHand, unreachable } from "../src/no-answer.js";

test.each([
  [200, false],
  [401, false],
  [403, true],
  [404, false],
  [407, true],
  [429, false],
  [451, true],
  [500, true],
  [503, true],
])("isBlocked(%i) is %s", (status, expected) => {
  expect(isBlocked(status)).toBe(expected);
  expect(isNoAnswer(new ArtifactError("ERR_ARTIFACT_HTTP", "", { status }))).toBe(expected);
});

test.each<[ArtifactErrorCode, boolean]>([
  ["ERR_ARTIFACT_NETWORK", true],
  ["ERR_ARTIFACT_TIMEOUT", true],
  ["ERR_ARTIFACT_TRUNCATED", true],
  ["ERR_ARTIFACT_NOT_ARCHIVE", true],
  ["ERR_ARTIFACT_DIGEST", false],
  ["ERR_ARTIFACT_LIMIT", false],
  ["ERR_ARTIFACT_REDIRECT", false],
  ["ERR_ARTIFACT_ABORTED", false],
])("isNoAnswer() of %s is %s", (code, expected) => {
  expect(isNoAnswer(new ArtifactError(code, "why"))).toBe(expected);
});

test("unreachable() keeps message, hint and cause, and names other sources", () => {
  const cause = new ArtifactError("ERR_ARTIFACT_NETWORK", "why", { hint: "Do this." });
  const error = unreachable(cause);
  expect(error).toMatchObject({ code: "ERR_SOURCE_UNREACHABLE", message: "why", cause });
  expect(error.hint).toBe("Do this. Or name another source: --source npm, a mirror's URL or a folder.");
  expect(isUnanswered(error)).toBe(true);
});

test("notAtHand() names the URL without credentials", () => {
  const error = notAtHand("https://user:secret@host/x");
  expect(error.code).toBe("ERR_SOURCE_OFFLINE");
  expect(error.message).toContain("https://***@host/x");
  expect(isUnanswered(error)).toBe(true);
});
