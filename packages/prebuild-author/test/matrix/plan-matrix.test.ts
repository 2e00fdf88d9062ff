import { join } from "node:path";
import { addonHost } from "@nodewright/prebuild-fetch";
import { createTarget } from "@nodewright/target-triple";
import { describe, expect, it } from "vitest";
import { planMatrix } from "../../src/matrix/plan-matrix.js";
import { readProject } from "../../src/read-project.js";
import { BINARY, demoProject, MANIFEST } from "../support/demo-project.js";

const glibc = createTarget({ os: "linux", arch: "arm64", libc: "glibc" });
const musl = createTarget({ os: "linux", arch: "arm64", libc: "musl" });

async function plan(binary: object, nodeVersion?: string) {
  const project = await readProject(demoProject({ ...MANIFEST, binary }));
  return planMatrix({ project, targets: [glibc, musl], host: addonHost(process), env: {}, nodeVersion });
}

describe("planMatrix", () => {
  it("names each target's tarball, and gives each build a folder of its own", async () => {
    const { builds, recipe } = await plan(BINARY);
    expect(recipe?.sources).toEqual(["src/demo.c"]);
    expect(builds.map(({ plan: { packageName } }) => packageName)).toEqual([
      "demo-v1.2.3-napi-v8-linux-arm64-glibc.tar.gz",
      "demo-v1.2.3-napi-v8-linux-arm64-musl.tar.gz",
    ]);
    expect(new Set(builds.map(({ plan: { modulePath } }) => modulePath)).size).toBe(2);
    expect(builds[0]?.plan.addonFile).toMatch(join("linux-arm64-glibc", "napi-v8", "napi-v8", "demo.node"));
  });

  it("builds every Node-API level that the version has", async () => {
    const levels = async (version: string) =>
      (await plan({ ...BINARY, napi_versions: [3, 8, 9] }, version)).builds.map(
        ({ plan: one }) => one.napiBuildVersion,
      );
    expect(await levels("22.11.0")).toEqual([3, 8, 9, 3, 8, 9]);
    expect(await levels("16.20.0")).toEqual([3, 8, 3, 8]);
  });

  it("refuses two targets under one name", async () => {
    const binary = {
      ...BINARY,
      package_name: "{module_name}-napi-v{napi_build_version}-{platform}-{arch}.tar.gz",
    };
    await expect(plan(binary)).rejects.toMatchObject({
      code: "ERR_AUTHOR_NAMES",
      message:
        "linux-arm64-glibc and linux-arm64-musl would both be packed as demo-napi-v8-linux-arm64.tar.gz",
      hint: expect.stringContaining("{libc}"),
    });
  });
});
