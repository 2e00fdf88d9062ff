import { join } from "node:path";
import { expect, it } from "vitest";
import { traceApp } from "../../src/trace/trace-app.js";
import { unresolvedOf } from "../../src/trace/unresolved.js";
import { project } from "../support/project.js";

it("tells requests without a file from other warnings, in order", async () => {
  const folder = project({
    "b.js": 'require("./a"); require("z"); require("y")',
    "a.js": "this is no script",
  });
  const { unresolved, warnings } = await traceApp({ entry: "b.js", folder });
  const from = join("project", "b.js");
  expect(unresolved).toEqual([
    { request: "y", from },
    { request: "z", from },
  ]);
  expect(warnings.join()).toContain("a.js");
});

it("does not tell of scripts that are ES modules", async () => {
  const folder = project({ "a.js": "console.log(import.meta.url);" });
  expect((await traceApp({ entry: "a.js", folder })).warnings).toEqual([]);
});

it("does not tell of libraries, which are no code", () => {
  const message = "Failed to parse /a/libvips.so.8.18.7 as module:\nUnexpected character";
  expect(unresolvedOf([new Error(message)], "/").others).toEqual([]);
});

it("takes a warning that it does not know as it is", () => {
  expect(unresolvedOf([new Error("odd")], "/")).toEqual({ unresolved: [], others: ["odd"] });
});
