import { expect, test } from "vitest";
import { noticeSteps } from "../../src/steps/notices.js";
import { makeContext, makeScratch } from "../support/build.js";

test.each([
  ["end-of-life", "WARNING: node-v1 is past its end of life and is now unsupported."],
  ["maintenance", "WARNING: node-v1 is in LTS Maintenance mode and nearing its end of life."],
] as const)("%s", async (notice, line) => {
  const context = makeContext(makeScratch());
  await noticeSteps[notice](context, { packageName: "node-v1", directory: "/" });
  const lines = context.stderr.text.split("\n");
  expect(lines).toHaveLength(5);
  expect(lines.slice(0, 2)).toEqual(["", line]);
});
