import { describe, expect, it, test } from "vitest";
import { cacheFolder, dataFolder } from "../src/user-folders.js";

test.each([
  [{}, "linux", "/home/u/.local/share/nodewright", "/home/u/.cache/nodewright"],
  [{}, "darwin", "/home/u/.local/share/nodewright", "/home/u/.cache/nodewright"],
  [{ XDG_DATA_HOME: "/d", XDG_CACHE_HOME: "/c" }, "linux", "/d/nodewright", "/c/nodewright"],
  [
    { XDG_DATA_HOME: "relative", XDG_CACHE_HOME: "" },
    "linux",
    "/home/u/.local/share/nodewright",
    "/home/u/.cache/nodewright",
  ],
  [{ LOCALAPPDATA: "/local" }, "win32", "/local/nodewright", "/local/nodewright/cache"],
  [
    { XDG_DATA_HOME: "/d" },
    "win32",
    "/home/u/AppData/Local/nodewright",
    "/home/u/AppData/Local/nodewright/cache",
  ],
  [{ NODEWRIGHT_CACHE_DIR: "/k" }, "linux", "/home/u/.local/share/nodewright", "/k"],
])("the folders with %j on %s", (env, platform, data, cache) => {
  const folders = { env, platform, home: "/home/u" };
  expect(dataFolder(folders)).toBe(data);
  expect(cacheFolder(folders)).toBe(cache);
});

describe("a user without a home", () => {
  it.each([undefined, ""])("has neither: home is %j", (home) => {
    const folders = { env: {}, platform: "linux", home };
    expect(dataFolder(folders)).toBeUndefined();
    expect(cacheFolder(folders)).toBeUndefined();
  });

  it("may name them", () => {
    const env = { XDG_DATA_HOME: "/d", XDG_CACHE_HOME: "/c" };
    const folders = { env, platform: "linux", home: undefined };
    expect(dataFolder(folders)).toBe("/d/nodewright");
    expect(cacheFolder(folders)).toBe("/c/nodewright");
  });
});
