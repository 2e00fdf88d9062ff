import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { bodyFailure } from "../../src/object-store/s3-body-failure.js";
import { thrown } from "../helpers/errors.js";

const context = { bucket: "bucket", region: "us-east-1", isSigned: true, now: () => new Date() };
const response = { url: "http://a.example/b", status: 200, headers: {}, body: Readable.from([]) };

test("bodyFailure: an error in an answer that says 200", () => {
  const fail = (code: string) =>
    thrown(() => bodyFailure(response, `<Error><Code>${code}</Code></Error>`, context), "ERR_ARTIFACT_HTTP");
  expect(fail("SlowDown").status).toBe(503);
  expect(fail("InternalError").status).toBe(500);
  expect(fail("InvalidPart").status).toBe(400);
});

test("bodyFailure: any other answer", () => {
  expect(bodyFailure(response, "<Result/>", context)).toBe("<Result/>");
  expect(bodyFailure({ ...response, status: 412 }, "<Error></Error>", context)).toBe("<Error></Error>");
});
