import { describe, expect, it } from "vitest";
import { type PlanOptions, planPrebuild } from "../../src/index.js";
import { addonManifest, linuxHost } from "../support/addon.js";

const plan = (options: Partial<PlanOptions> = {}): ReturnType<typeof planPrebuild> =>
  planPrebuild({ manifest: addonManifest(), root: "/work", host: linuxHost(), env: {}, ...options });

describe("planPrebuild", () => {
  it("settles names and places", () => {
    expect(plan()).toMatchObject({
      moduleName: "my_addon",
      target: { os: "linux", arch: "x64", libc: "glibc" },
      runtime: { name: "node", version: "24.11.0", abi: "137", napi: 10 },
      napiBuildVersion: undefined,
      addonFile: "/work/lib/binding/my_addon.node",
      stagedTarball: "/work/build/stage/my_addon-v1.2.3-node-v137-linux-x64.tar.gz",
      isMirror: false,
    });
    expect(Object.isFrozen(plan())).toBe(true);
  });

  it("says of another target what the words say", () => {
    expect(plan({ options: { targetArch: "arm64" } }).target).toEqual({
      os: "linux",
      arch: "arm64",
      libc: "glibc",
    });
    expect(plan({ options: { targetPlatform: "win32" } }).target).toEqual({ os: "win32", arch: "x64" });
    expect(plan({ options: { targetArch: "arm" } }).target).toEqual({
      os: "linux",
      arch: "arm",
      libc: "glibc",
    });
    expect(plan({ options: { targetArch: "z80" } }).target).toEqual({ os: "linux", libc: "glibc" });
  });

  it("knows a mirror", () => {
    expect(plan({ env: { npm_config_my_addon_binary_host_mirror: "file:///srv" } })).toMatchObject({
      isMirror: true,
      hostedPath: "file:///srv/",
    });
  });

  it("names the files that vouch for prebuilds", () => {
    expect(plan()).toMatchObject({ manifestFile: "/work/prebuilds.json", keyringFile: undefined });
    const manifest = addonManifest({ manifest: "dist/builds.json", keyring: "keys.asc" });
    expect(plan({ manifest })).toMatchObject({
      manifestFile: "/work/dist/builds.json",
      keyringFile: "/work/keys.asc",
    });
    expect(plan({ manifest, options: { keyring: "/home/keys.asc" } }).keyringFile).toBe("/home/keys.asc");
  });

  it("carries the package's demand of integrity", () => {
    expect(plan().requireIntegrity).toBe(false);
    const manifest = addonManifest({ requireIntegrity: "signed" });
    expect(plan({ manifest }).requireIntegrity).toBe("signed");
  });
});
