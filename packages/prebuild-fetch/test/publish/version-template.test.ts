import { describe, expect, it } from "vitest";
import { renamingBetween } from "../../src/publish/version-template.js";
import { addonManifest } from "../support/addon.js";

describe("renamingBetween", () => {
  it.each([
    [
      {},
      "1.2.3",
      "1.3.0",
      "my_addon-v1.2.3-node-v137-linux-x64.tar.gz",
      "my_addon-v1.3.0-node-v137-linux-x64.tar.gz",
    ],
    [
      {
        remote_path: "./{name}/v{version}/{toolset}/",
        package_name: "{node_abi}-{platform}-{arch}-{libc}.tar.gz",
      },
      "1.2.3",
      "2.0.0-rc.1",
      "my-addon/v1.2.3/node-v137-linux-arm64-musl.tar.gz",
      "my-addon/v2.0.0-rc.1/node-v137-linux-arm64-musl.tar.gz",
    ],
    [
      { remote_path: "{name}/v{version}/{toolset}/{name}" },
      "1.2.3",
      "1.2.4",
      "my-addon/v1.2.3/vs2022/my-addon/my_addon-v1.2.3-napi-v8-win32-x64.tar.gz",
      "my-addon/v1.2.4/vs2022/my-addon/my_addon-v1.2.4-napi-v8-win32-x64.tar.gz",
    ],
    [
      {
        remote_path: "{major}/{minor}.{patch}",
        package_name: "napi-v{napi_build_version}-{platform}+{arch}.tgz",
      },
      "1.2.3",
      "1.10.0",
      "1/2.3/napi-v6-linux+x64.tgz",
      "1/10.0/napi-v6-linux+x64.tgz",
    ],
    [
      { remote_path: "v{version}", package_name: "{platform}/{platform}-{configuration}.tar.gz" },
      "1.2.3",
      "1.2.4",
      "v1.2.3/linux/linux-Debug.tar.gz",
      "v1.2.4/linux/linux-Debug.tar.gz",
    ],
  ])("%j %s → %s", (binary, from, to, path, renamed) => {
    expect(renamingBetween(addonManifest(binary), from, to).rename(path)).toBe(renamed);
  });

  it.each([
    "my_addon-v1.2.30-node-v137-linux-x64.tar.gz",
    "my_addon-v1.2.3-rc.1-node.tar.gz",
    "my_addon-v1x2x3-node-v137-linux-x64.tar.gz",
    "other/my_addon-v1.2.3-node-v137-linux-x64.tar.gz",
    "my_addon-v1.2.3-node-v137-linux-x64.tar.gz.json",
  ])("leaves %s alone", (path) => {
    expect(renamingBetween(addonManifest(), "1.2.3", "1.2.4").rename(path)).toBeUndefined();
  });

  it("begins with what is known of the old names", () => {
    const manifest = addonManifest({ remote_path: "./{name}/v{version}/" });
    expect(renamingBetween(manifest, "1.2.3", "1.2.4").prefix).toBe("my-addon/v1.2.3/my_addon-v1.2.3-");
  });

  it.each([
    ["1.2", "1.2.4", {}],
    ["1.2.3", "latest", {}],
    ["1.2.3", "1.2.3", {}],
    ["1.2.3", "1.2.4", { package_name: "{platform}.tar.gz" }],
  ])("refuses %s to %s with %j", (from, to, binary) => {
    expect(() => renamingBetween(addonManifest(binary), from, to)).toThrow(
      expect.objectContaining({ code: "ERR_PREBUILD_CONFIG" }),
    );
  });
});
