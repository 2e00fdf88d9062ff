import { createTarget } from "@nodewright/target-triple";
import { expect, test } from "vitest";
import { defaultCacheRoot, defaultRoot, installFolder } from "../src/install-root.js";

test.each([
  [{}, "linux", "/home/u/.local/share/nodewright/node", "/home/u/.cache/nodewright"],
  [{ XDG_DATA_HOME: "/d", XDG_CACHE_HOME: "/c" }, "linux", "/d/nodewright/node", "/c/nodewright"],
  [
    { XDG_DATA_HOME: "relative" },
    "linux",
    "/home/u/.local/share/nodewright/node",
    "/home/u/.cache/nodewright",
  ],
  [{ LOCALAPPDATA: "/local" }, "win32", "/local/nodewright/node", "/local/nodewright/cache"],
  [{ NODEWRIGHT_DIR: "/n", NODEWRIGHT_CACHE_DIR: "/k" }, "linux", "/n", "/k"],
])("defaultRoot() and defaultCacheRoot() with %j on %s", (env, platform, root, cache) => {
  const folders = { env, platform, home: "/home/u" };
  expect(defaultRoot(folders)).toBe(root);
  expect(defaultCacheRoot(folders)).toBe(cache);
});

test("installFolder() names version and target", () => {
  const target = createTarget({ os: "linux", arch: "arm", armVersion: 6, libc: "musl" });
  expect(installFolder("v24.21.0", target)).toBe("v24.21.0-linux-armv6-musl");
});
