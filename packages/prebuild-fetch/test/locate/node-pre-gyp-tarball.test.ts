import { describe, expect, test } from "vitest";
import { findNodePreGyp } from "../../src/locate/node-pre-gyp-tarball.js";
import { locateContext } from "../support/package-folder.js";

const bcrypt = {
  name: "bcrypt",
  version: "5.1.1",
  main: "./bcrypt",
  binary: {
    module_name: "bcrypt_lib",
    module_path: "./lib/binding/napi-v{napi_build_version}",
    package_name: "{module_name}-v{version}-napi-v{napi_build_version}-{platform}-{arch}-{libc}.tar.gz",
    host: "https://github.com",
    remote_path: "kelektiv/node.bcrypt.js/releases/download/v{version}",
    napi_versions: [3],
  },
};

describe("findNodePreGyp()", () => {
  test("finds the place of the addon and of its tarball", () => {
    const found = findNodePreGyp(locateContext(bcrypt));
    const url =
      "https://github.com/kelektiv/node.bcrypt.js/releases/download/v5.1.1/bcrypt_lib-v5.1.1-napi-v3-linux-x64-glibc.tar.gz";
    expect(found).toMatchObject([
      { place: { kind: "file", path: "/work/lib/binding/napi-v3/bcrypt_lib.node" }, candidate: { napi: 3 } },
      {
        place: { kind: "url", url, plan: { hostedTarball: url } },
        candidate: { os: "linux", libc: "glibc" },
      },
    ]);
  });

  test("for another host and runtime", () => {
    const binary = { module_name: "a", module_path: "./lib/{node_abi}", host: "https://a.example" };
    const context = locateContext(
      { main: "a.js", binary },
      { host: { os: "win32", arch: "arm64" }, runtime: { name: "electron", version: "38.1.0" } },
    );
    expect(findNodePreGyp(context)[1]?.place).toMatchObject({
      url: "https://a.example/a-v1.2.3-electron-v38.1-win32-arm64.tar.gz",
    });
  });

  test.each([
    {},
    { binary: null },
    { binary: { napi_versions: [3] } },
    { binary: { module_name: "a", module_path: "b" } },
  ])("is nothing for %o", (manifest) => {
    expect(findNodePreGyp(locateContext(manifest))).toEqual([]);
  });
});
