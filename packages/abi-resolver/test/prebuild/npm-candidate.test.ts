import { expect, test } from "vitest";
import { npmCandidate } from "../../src/prebuild/npm-candidate.js";

test("npmCandidate takes over os, cpu as arch, and libc, and nothing that is absent", () => {
  expect(npmCandidate({ name: "@s/n", os: ["linux"], cpu: "x64", libc: ["musl"] })).toEqual({
    name: "@s/n",
    os: ["linux"],
    arch: "x64",
    libc: ["musl"],
  });
  expect(npmCandidate({})).toEqual({});
});
