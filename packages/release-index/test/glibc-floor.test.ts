import { expect, test } from "vitest";
import { glibcFloor } from "../src/index.js";
import { target } from "./targets.js";

test.each([
  ["v17.9.1", "linux-x64-glibc", "2.17"],
  ["v18.0.0", "linux-x64-glibc", "2.28"],
  ["v26.13.0", "linux-arm64-glibc", "2.28"],
  ["v22.0.0", "linux-armv7-glibc", "2.28"],
  ["v22.0.0", "linux-ppc64le-glibc", "2.28"],
  ["v24.0.0", "linux-armv6-glibc", undefined],
  ["v24.0.0", "linux-x64-glibc+glibc-217", undefined],
  ["v24.0.0", "linux-x64-musl", undefined],
  ["v24.0.0", "linux-riscv64-glibc", undefined],
  ["v24.0.0", "darwin-arm64", undefined],
])("glibcFloor(%s, %s) is %s", (version, text, floor) => {
  expect(glibcFloor(version, target(text))).toBe(floor);
});
