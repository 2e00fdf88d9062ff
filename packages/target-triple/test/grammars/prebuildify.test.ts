import { expect, test } from "vitest";
import { formatTarget, parseTarget } from "../../src/index.js";

const idsOf = (text: string) =>
  parseTarget(text, "prebuildify").candidates.map((target) => formatTarget(target));

test.each([
  ["prebuilds/linux-x64/node.napi.musl.node", ["linux-x64-musl"]],
  ["prebuilds/linux-x64/@scope+name.glibc.node", ["linux-x64-glibc"]],
  ["linux-x64/electron.abi128.node", ["linux-x64-glibc", "linux-x64-musl"]],
  ["linux-x64", ["linux-x64-glibc", "linux-x64-musl"]],
  ["linux-arm/node.armv6.node", ["linux-armv6-glibc", "linux-armv6-musl"]],
  ["linux-arm", ["linux-armv7-glibc", "linux-armv6-glibc", "linux-armv7-musl", "linux-armv6-musl"]],
  ["linux-arm64/node.napi.glibc.node", ["linux-arm64-glibc"]],
  ["linux-arm64/node.napi.armv8.glibc.node", ["linux-arm64-glibc"]],
  ["linux-ppc64/node.napi.glibc.node", ["linux-ppc64le-glibc", "linux-ppc64be-glibc"]],
  ["darwin-arm64/node.napi.node", ["darwin-arm64"]],
  ["darwin-x64+arm64/node.napi.node", ["darwin-universal"]],
  ["darwin-arm64+x64", ["darwin-universal"]],
  ["win32-x64+ia32/node.napi.node", ["win32-x64", "win32-ia32"]],
  ["netbsd-x64/node.napi.node", ["netbsd-x64"]],
  ["linux-mips/node.napi.glibc.node", ["linux-mips-glibc"]],
] as const)("%s leaves %j; a missing tag leaves the choice open, unknown tags say nothing", (text, ids) => {
  expect(idsOf(text)).toEqual(ids);
});

test.each(["linux", "linux-x64-musl", "linux-x64/a/b.node", "web-any", "-"])("%s is no prebuild", (text) => {
  expect(() => parseTarget(text, "prebuildify")).toThrow();
});
