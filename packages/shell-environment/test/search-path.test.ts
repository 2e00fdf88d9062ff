import { expect, it } from "vitest";
import { searchPath } from "../src/search-path.js";

const isStale = (entry: string): boolean => entry.startsWith("/nodes/");

it("searchPath puts the folder first, and what was chosen earlier away", () => {
  const env = { PATH: "/nodes/22/bin:/usr/bin::/bin:/usr/bin" };
  const first = "/nodes/24/bin";
  const once = searchPath({ env, platform: "linux", first, isStale });
  expect(once).toEqual([first, "/usr/bin", "/bin"]);
  const again = searchPath({ env: { PATH: once.join(":") }, platform: "linux", first, isStale });
  expect(again).toEqual(once);
});

it("searchPath reads PATH as Windows spells it, and does without", () => {
  expect(searchPath({ env: { Path: "C:\\a;C:\\b" }, platform: "win32", first: "C:\\b" })).toEqual([
    "C:\\b",
    "C:\\a",
  ]);
  expect(searchPath({ env: {}, platform: "linux", first: "/a" })).toEqual(["/a"]);
});
