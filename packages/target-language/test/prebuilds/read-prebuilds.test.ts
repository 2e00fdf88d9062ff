import { formatTarget } from "@nodewright/target-triple";
import { expect, test } from "vitest";
import { readPrebuilds, targetsOfPrebuilds } from "../../src/prebuilds/read-prebuilds.js";

test("the entries for Node.js whose target can be read", () => {
  const prebuilds = [
    { target: "linux-x64-glibc", runtime: "node", nodeAbi: 127, glibcFloor: "2.28" },
    { target: "linux-x64-glibc", runtime: "node", nodeApi: 8 },
    { target: "darwin-arm64", runtime: "electron", nodeAbi: 133 },
    { target: "plan9-x64", runtime: "node" },
    null,
  ];
  const read = readPrebuilds(`\uFEFF${JSON.stringify({ schema: 1, prebuilds })}`) ?? [];
  expect(read.map(({ candidate }) => candidate)).toEqual([
    expect.objectContaining({ os: "linux", arch: "x64", libc: "glibc", abi: "127", glibcFloor: "2.28" }),
    expect.objectContaining({ napi: 8 }),
  ]);
  expect(targetsOfPrebuilds(read).map((target) => formatTarget(target))).toEqual(["linux-x64-glibc"]);
});

test.each(["", "{", "null", "[]", '{"prebuilds": {}}'])("%j is no manifest", (text) => {
  expect(readPrebuilds(text)).toBeUndefined();
});
