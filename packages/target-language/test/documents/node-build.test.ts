import { expect, test } from "vitest";
import { readNodeBuild } from "../../src/documents/node-build.js";

test("the platforms of binaries, each with those before it", () => {
  const text =
    'binary linux-x64 "https://a#1"\n# binary x\nbinary darwin-arm64 "b"\ninstall_package "node-v24.1.0" "c"\n';
  const spots = readNodeBuild(text);
  expect(spots.map(({ text: word, before }) => [word, before])).toEqual([
    ["linux-x64", []],
    ["darwin-arm64", ["linux-x64"]],
  ]);
  for (const spot of spots) expect(text.slice(spot.start, spot.end)).toBe(spot.text);
  expect(readNodeBuild("binary ")).toMatchObject([{ text: "", start: 7, end: 7 }]);
  expect(readNodeBuild("binary")).toEqual([]);
});
