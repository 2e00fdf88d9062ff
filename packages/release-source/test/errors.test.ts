import { expect, test } from "vitest";
import {
  errorCode,
  isAbsence,
  isUnanswered,
  messageOf,
  SourceError,
  type SourceErrorCode,
} from "../src/errors.js";

test.each<[SourceErrorCode, boolean]>([
  ["ERR_SOURCE_UNREACHABLE", true],
  ["ERR_SOURCE_OFFLINE", true],
  ["ERR_SOURCE_SIGNATURE", false],
  ["ERR_SOURCE_INDEX", false],
  ["ERR_SOURCE_REGISTRY_SIGNATURE", false],
])("isUnanswered() of %s is %s", (code, expected) => {
  expect(isUnanswered(new SourceError(code, "why"))).toBe(expected);
});

test.each([undefined, null, "ERR_SOURCE_UNREACHABLE", new Error("x"), { code: "ERR_SOURCE_UNREACHABLE" }])(
  "isUnanswered(%s) is false",
  (error) => {
    expect(isUnanswered(error)).toBe(false);
  },
);

test.each<[SourceErrorCode, boolean]>([
  ["ERR_SOURCE_NO_ASSET", true],
  ["ERR_SOURCE_UNREACHABLE", false],
  ["ERR_SOURCE_SIGNATURE", false],
  ["ERR_SOURCE_UNSIGNED", false],
  ["ERR_SOURCE_NO_SHASUMS", false],
])("isAbsence() of %s is %s", (code, expected) => {
  expect(isAbsence(new SourceError(code, "why"))).toBe(expected);
});

test("isAbsence() knows what an index says of a release", () => {
  const codes = ["ERR_RELEASE_NOT_FOUND", "ERR_RELEASE_NO_BUILD", "ERR_RELEASE_SPEC"];
  expect(codes.map((code) => isAbsence(Object.assign(new Error("x"), { code })))).toEqual([
    true,
    true,
    false,
  ]);
});

test("errorCode() is the code of an error that has a text for one", () => {
  expect(errorCode(new SourceError("ERR_SOURCE_INDEX", "why"))).toBe("ERR_SOURCE_INDEX");
  expect(errorCode(Object.assign(new Error("x"), { code: 5 }))).toBeUndefined();
});

test("messageOf() takes anything thrown", () => {
  expect(messageOf(new Error("why"))).toBe("why");
  expect(messageOf("text")).toBe("text");
});
