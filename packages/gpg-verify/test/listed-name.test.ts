import { expect, test } from "vitest";
import { listedName } from "../src/listed-name.js";

const list = new Map(["node-v24.1.0.tar.gz", "node.exe", "win-x64/node.exe"].map((name) => [name, 0]));

test.each([
  ["node-v24.1.0.tar.gz", "node-v24.1.0.tar.gz"],
  ["/tmp/node-v24.1.0.tar.gz", "node-v24.1.0.tar.gz"],
  ["/tmp/win-x64/node.exe", "win-x64/node.exe"],
  ["C:\\tmp\\win-x64\\node.exe", "win-x64/node.exe"],
  ["/tmp/win-x86/node.exe", "node.exe"],
  ["/tmp/xnode.exe", undefined],
  ["", undefined],
])("listedName() of %s is %s", (path, name) => {
  expect(listedName(list, path)).toBe(name);
});
