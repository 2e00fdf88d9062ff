import type { AddonHost, AddonManifest, BinaryConfig } from "../../src/index.js";

/** A package.json with a `binary` object. */
export function addonManifest(binary: Partial<BinaryConfig> = {}, fields: object = {}): AddonManifest {
  return {
    name: "my-addon",
    version: "1.2.3",
    main: "index.js",
    binary: {
      module_name: "my_addon",
      module_path: "./lib/binding",
      host: "https://addons.example/",
      ...binary,
    },
    ...fields,
  };
}

/** A linux-x64-glibc machine with Node.js 24. */
export function linuxHost(facts: Partial<AddonHost> = {}): AddonHost {
  return {
    platform: "linux",
    arch: "x64",
    versions: { node: "24.11.0", modules: "137", napi: "10", v8: "13.6.233.10-node.28" },
    libc: () => "glibc",
    target: () => ({ os: "linux", arch: "x64", libc: "glibc" }),
    ...facts,
  };
}
