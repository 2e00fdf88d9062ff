import { createTarget } from "@nodewright/target-triple";
import { describe, expect, it, test } from "vitest";
import { defaultCacheRoot, defaultRoot, installFolder } from "../src/install-root.js";

test.each([
  [{}, "linux", "/home/u/.local/share/nodewright/node", "/home/u/.cache/nodewright"],
  [{}, "darwin", "/home/u/.local/share/nodewright/node", "/home/u/.cache/nodewright"],
  [{ XDG_DATA_HOME: "/d", XDG_CACHE_HOME: "/c" }, "linux", "/d/nodewright/node", "/c/nodewright"],
  [
    { XDG_DATA_HOME: "relative", XDG_CACHE_HOME: "" },
    "linux",
    "/home/u/.local/share/nodewright/node",
    "/home/u/.cache/nodewright",
  ],
  [{ LOCALAPPDATA: "/local" }, "win32", "/local/nodewright/node", "/local/nodewright/cache"],
  [
    { XDG_DATA_HOME: "/d" },
    "win32",
    "/home/u/AppData/Local/nodewright/node",
    "/home/u/AppData/Local/nodewright/cache",
  ],
  [{ NODEWRIGHT_DIR: "/n", NODEWRIGHT_CACHE_DIR: "/k" }, "linux", "/n", "/k"],
])("defaultRoot() and defaultCacheRoot() with %j on %s", (env, platform, root, cache) => {
  const folders = { env, platform, home: "/home/u" };
  expect(defaultRoot(folders)).toBe(root);
  expect(defaultCacheRoot(folders)).toBe(cache);
});

describe("a user without a home", () => {
  it.each([undefined, ""])("has to name a folder for installs, and keeps nothing: home is %j", (home) => {
    const folders = { env: {}, platform: "linux", home };
    expect(() => defaultRoot(folders)).toThrow(
      expect.objectContaining({ code: "ERR_INSTALL_DESTINATION", hint: expect.stringContaining("--dir") }),
    );
    expect(defaultCacheRoot(folders)).toBeUndefined();
  });

  it("may name both", () => {
    const env = { NODEWRIGHT_DIR: "/n", XDG_CACHE_HOME: "/c" };
    const folders = { env, platform: "linux", home: undefined };
    expect(defaultRoot(folders)).toBe("/n");
    expect(defaultCacheRoot(folders)).toBe("/c/nodewright");
  });
});

test("installFolder() names version and target", () => {
  const target = createTarget({ os: "linux", arch: "arm", armVersion: 6, libc: "musl" });
  expect(installFolder("v24.21.0", target)).toBe("v24.21.0-linux-armv6-musl");
});
