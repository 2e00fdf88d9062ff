import { expect, it } from "vitest";
import { filesBelow } from "../../src/addons/listed-files.js";
import { scratch } from "../support/scratch.js";

it("lists all files of a folder below a path of the archive", async () => {
  const files = await filesBelow(scratch({ "a/b.txt": "12", "c.txt": "" }), "app/x", "x");
  expect(files.map(({ path, sizeBytes, by }) => ({ path, sizeBytes, by }))).toEqual([
    { path: "app/x/a/b.txt", sizeBytes: 2, by: ["x"] },
    { path: "app/x/c.txt", sizeBytes: 0, by: ["x"] },
  ]);
});
