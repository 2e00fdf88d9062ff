import { createTarget } from "@nodewright/target-triple";
import { expect, it } from "vitest";
import { legacyLimits, planLegacyBuild } from "../src/legacy.js";

const inputs = {
  source: { path: "/store/ab", sha256: "ab" },
  directory: "/jobs/1",
  cache: "/caches/musl",
  host: createTarget({ os: "linux", arch: "x64", libc: "glibc" }),
  processors: 8,
  limits: legacyLimits,
  releaseUrlBase: "https://builds.example/download/",
  isolates: true,
};

it("gives a recipe of unofficial-builds its eight arguments", () => {
  const [phase] = planLegacyBuild({ ...inputs, version: "v24.0.0-nightly20260417b178842482" }).phases;
  expect(phase?.command).toEqual([
    "https://builds.example/download/nightly/",
    "nightly",
    "",
    "20260417",
    "b178842482",
    "v24.0.0-nightly20260417b178842482",
    "https://nodejs.org/download/nightly/v24.0.0-nightly20260417b178842482/node-v24.0.0-nightly20260417b178842482.tar.xz",
    "https://nodejs.org/download/nightly/v24.0.0-nightly20260417b178842482",
  ]);
});

it("gives it its three mounts, and the cache of the build itself where none is kept", () => {
  const [phase] = planLegacyBuild({ ...inputs, version: "v24.1.0" }).phases;
  expect(phase?.mounts).toEqual([
    { from: "/store/ab", to: "/home/node/node.tar.xz", writable: false },
    { from: "/jobs/1/out", to: "/out", writable: true },
    { from: "/caches/musl", to: "/home/node/.ccache", writable: true },
  ]);
  const [without] = planLegacyBuild({ ...inputs, version: "v24.1.0", cache: undefined }).phases;
  expect(without?.mounts[2]?.from).toBe("/jobs/1/work");
});
