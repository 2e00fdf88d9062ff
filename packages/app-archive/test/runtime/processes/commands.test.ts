import { describe, expect, it } from "vitest";
import { asNode, lineAsNode, shellAsNode } from "../../../src/runtime/processes/commands.js";

const itself = {
  executable: "/opt/my app",
  names: ["node", "/opt/my app"],
  isScript: (path: string) => path === "/snapshot/cli.js",
  extract: () => undefined,
};

describe("asNode()", () => {
  it.each([
    ["node", ["a.js"], ["a.js"]],
    ["/opt/my app", [], []],
    ["/snapshot/cli.js", ["x"], ["/snapshot/cli.js", "x"]],
  ])("%s runs the executable", (file, args, expected) => {
    expect(asNode({ file, args }, itself)).toEqual({ file: "/opt/my app", args: expected });
  });

  it("leaves others", () => {
    expect(asNode({ file: "nodemon", args: ["node"] }, itself)).toBeUndefined();
  });
});

it.each([
  ["node a.js", '"/opt/my app" a.js'],
  ['  "node" a.js', '  "/opt/my app" a.js'],
  ['"/opt/my app" -v', '"/opt/my app" -v'],
  ["/snapshot/cli.js x\ny", '"/opt/my app" "/snapshot/cli.js" x\ny'],
  ["nodes a.js", undefined],
  ["echo node", undefined],
  ["", undefined],
])("the line %j becomes %j", (line, expected) => {
  expect(lineAsNode(line, itself)).toBe(expected);
});

it.each([
  ["sh", ["-c", "node a"], ["-c", '"/opt/my app" a']],
  ["cmd.exe", ["/d", "/C", "node a"], ["/d", "/C", '"/opt/my app" a']],
  ["sh", ["-c", "ls"], undefined],
  ["sh", ["-c"], undefined],
  ["sh", ["node"], undefined],
])("%s %j becomes %j", (file, args, expected) => {
  expect(shellAsNode({ file, args }, itself)?.args).toEqual(expected);
});
