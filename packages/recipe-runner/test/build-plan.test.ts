import { createTarget } from "@nodewright/target-triple";
import { describe, expect, it } from "vitest";
import { buildFolders, planBuild } from "../src/build-plan.js";
import { leastData, recipeOf } from "./support/recipes.js";

const inputs = {
  version: "v24.1.0-rc.1",
  source: { path: "/store/ab", sha256: "ab" },
  directory: "/jobs/1",
  cache: "/caches/least",
  host: createTarget({ os: "linux", arch: "x64", libc: "glibc" }),
  processors: 8,
  limits: { memoryMiB: 64, cpus: 2.5, pids: 64, wallSeconds: 60, silenceSeconds: 60 },
  releaseUrlBase: "https://builds.example/download/",
  isolates: true,
};

describe("planBuild", () => {
  it("tells the scripts of the version, the target and the places", () => {
    const { phases, outputs } = planBuild(recipeOf(leastData()), inputs);
    expect(outputs).toEqual(["node-v24.1.0-rc.1-linux-x64-musl.tar.gz"]);
    expect(phases).toHaveLength(1);
    expect(phases[0]).toMatchObject({
      phase: "build",
      command: ["/recipe/build.sh"],
      cwd: "/work",
      network: false,
    });
    expect(phases[0]?.env).toMatchObject({
      ...{ VERSION: "v24.1.0-rc.1", JOBS: "2", SOURCE: "/source/node-v24.1.0-rc.1.tar.xz", OUT: "/out" },
      ...{ DESTCPU: "x64", VARIATION: "musl", DISTTYPE: "custom", CUSTOMTAG: "rc.1" },
      ...{ CCACHE_DIR: "/cache", RELEASE_URLBASE: "https://builds.example/download/rc/" },
    });
  });

  it("gives write access to the build's own folders and the cache, to nothing else", () => {
    const { phases } = planBuild(recipeOf(leastData()), inputs);
    const writable = phases[0]?.mounts.filter((mount) => mount.writable).map(({ from }) => from);
    const { work, out } = buildFolders("/jobs/1");
    expect(writable).toEqual([work, out, "/caches/least"]);
  });

  it("names the places as they are where nothing is isolated", () => {
    const { phases } = planBuild(recipeOf(leastData()), { ...inputs, isolates: false, cache: undefined });
    expect(phases[0]).toMatchObject({ command: ["/jobs/1/recipe/build.sh"], cwd: "/jobs/1/work" });
    expect(phases[0]?.env).not.toHaveProperty("CCACHE_DIR");
  });

  it("makes smoke tests phases without a network, on the first archive", () => {
    const smoke = [{ name: "version", command: ["bin/node", "-v"], matches: "^{version}$" }];
    const [test] = planBuild(recipeOf(leastData({ smoke })), inputs).smoke;
    expect(test).toMatchObject({
      matches: "^v24\\.1\\.0-rc\\.1$",
      phase: { phase: "smoke-1", network: false },
    });
    expect(test?.phase.command.slice(-3)).toEqual([
      "/out/node-v24.1.0-rc.1-linux-x64-musl.tar.gz",
      "bin/node",
      "-v",
    ]);
  });
});
