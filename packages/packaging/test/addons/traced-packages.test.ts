import { expect, it } from "vitest";
import { filesBelow } from "../../src/addons/listed-files.js";
import { tracedPackages } from "../../src/addons/traced-packages.js";
import { scratch } from "../support/scratch.js";

it("tells which installed package each file belongs to", async () => {
  const folder = scratch({
    "main.js": "",
    "node_modules/@a/b/package.json": '{"name":"@a/b","version":"1.0.0","optionalDependencies":{"c":"2"}}',
    "node_modules/@a/b/lib/package.json": '{"type":"module"}',
    "node_modules/@a/b/lib/x.js": "",
  });
  const [only, ...others] = tracedPackages(await filesBelow(folder, "app", "x"));
  expect(others).toEqual([]);
  expect(only).toMatchObject({
    name: "@a/b",
    version: "1.0.0",
    path: "app/node_modules/@a/b",
    optionalDependencies: { c: "2" },
  });
  expect(only?.files).toHaveLength(3);
});
