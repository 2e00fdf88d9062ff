import { expect, it } from "vitest";
import { splitNodeArguments, valuesOf } from "../../../src/runtime/processes/node-arguments.js";

it.each([
  [["a.js", "--x", "-e"], [], "a.js", ["--x", "-e"]],
  [["--no-warnings", "a.js"], ["--no-warnings"], "a.js", []],
  [["-r", "b.js", "a.js", "c"], ["-r", "b.js"], "a.js", ["c"]],
  [["--require=b.js", "a.js"], ["--require=b.js"], "a.js", []],
  [["-e", "code", "x"], ["-e", "code"], undefined, ["x"]],
  [["--", "-x.js", "y"], [], "-x.js", ["y"]],
  [["-", "y"], [], "-", ["y"]],
  [[], [], undefined, []],
])("%j", (argv, options, script, args) => {
  expect(splitNodeArguments(argv)).toEqual({ options, script, args });
});

it("valuesOf() knows both spellings", () => {
  expect(valuesOf(["-r", "a", "--require=b=c", "--import", "d", "-r"], "-r", "--require")).toEqual([
    "a",
    "b=c",
  ]);
});
