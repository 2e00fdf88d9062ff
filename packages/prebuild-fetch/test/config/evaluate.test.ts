import { describe, expect, it } from "vitest";
import { evaluate } from "../../src/config/evaluate.js";
import type { AddonOptions, PrebuildVariables } from "../../src/index.js";
import { addonManifest, linuxHost } from "../support/addon.js";

const of = (
  manifest: unknown,
  options: AddonOptions = {},
  context: { env?: Record<string, string>; napiBuildVersion?: number; moduleRoot?: string } = {},
): PrebuildVariables => evaluate(manifest, options, { host: linuxHost(), env: {}, cwd: "/work", ...context });

describe("evaluate", () => {
  it("has node-pre-gyp's variables in its order", () => {
    expect(Object.keys(of(addonManifest())).join(" ")).toBe(
      "name configuration debug module_name version prerelease build major minor patch runtime node_abi node_abi_napi napi_version napi_build_version node_napi_label target platform target_platform arch target_arch libc module_main toolset bucket region s3ForcePathStyle acl host module_path module remote_path package_name staged_tarball hosted_path hosted_tarball",
    );
  });

  it("has its defaults", () => {
    expect(of(addonManifest())).toMatchObject({
      node_abi: "node-v137",
      node_abi_napi: "napi",
      napi_version: "10",
      napi_build_version: "",
      node_napi_label: "node-v137",
      package_name: "my_addon-v1.2.3-node-v137-linux-x64.tar.gz",
      module_path: "/work/lib/binding",
      module: "/work/lib/binding/my_addon.node",
      remote_path: "",
      staged_tarball: "build/stage/my_addon-v1.2.3-node-v137-linux-x64.tar.gz",
      hosted_tarball: "https://addons.example/my_addon-v1.2.3-node-v137-linux-x64.tar.gz",
      acl: "public-read",
    });
  });

  it("closes up around an empty variable", () => {
    const manifest = addonManifest({ remote_path: "./{name}/{toolset}/v{version}" });
    expect(of(manifest).remote_path).toBe("./my-addon/v1.2.3/");
    expect(of(manifest, { toolset: "cpp11" }).hosted_path).toBe(
      "https://addons.example/my-addon/cpp11/v1.2.3/",
    );
  });

  it("names a Node-API build by its level", () => {
    const manifest = addonManifest({
      module_path: "./{node_napi_label}",
      package_name: "{node_napi_label}-{libc}.tar.gz",
      napi_versions: [3],
    });
    expect(of(manifest, {}, { napiBuildVersion: 3 })).toMatchObject({
      napi_build_version: 3,
      module_path: "/work/napi-v3",
      package_name: "napi-v3-glibc.tar.gz",
    });
  });

  it("puts a bucket in the path where it is asked to", () => {
    const manifest = addonManifest({ bucket: "b", region: "r", s3ForcePathStyle: true, remote_path: "./p/" });
    expect(of(manifest).hosted_path).toBe("https://addons.example/b/p/");
  });

  it("takes the mirror's host, http too", () => {
    const env = { npm_config_my_addon_binary_host_mirror: "http://127.0.0.1:8080/m" };
    expect(of(addonManifest(), {}, { env }).hosted_path).toBe("http://127.0.0.1:8080/m/");
  });

  it("describes another target", () => {
    const options = {
      target: "20.3.0",
      targetArch: "arm64",
      targetPlatform: "win32",
      targetLibc: "musl",
      debug: true,
    };
    expect(of(addonManifest({ module_path: "./{configuration}" }), options)).toMatchObject({
      configuration: "Debug",
      debug: true,
      napi_version: "9",
      package_name: "my_addon-v1.2.3-node-v115-win32-arm64.tar.gz",
      libc: "musl",
      module_path: "/work/Debug",
    });
  });

  it("joins module_path to a root that is given", () => {
    expect(of(addonManifest(), {}, { moduleRoot: "node_modules/x" }).module).toBe(
      "node_modules/x/lib/binding/my_addon.node",
    );
  });

  it("refuses a version that is none", () => {
    expect(() => of(addonManifest({}, { version: "1.2" }))).toThrow("has no valid version");
  });
});
