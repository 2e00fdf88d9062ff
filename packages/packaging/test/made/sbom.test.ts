import { expect, it } from "vitest";
import { filesBelow } from "../../src/addons/listed-files.js";
import { namedBase } from "../../src/base/named-base.js";
import { makeSbom } from "../../src/made/sbom.js";
import { scratch } from "../support/scratch.js";

it("lists the Node.js and each package once, the same for the same files", async () => {
  const base = await namedBase(process.execPath);
  const manifest = '{"name":"@a/b","version":"1.0.0","license":"MIT"}';
  const folder = scratch({
    "main.js": "",
    "node_modules/@a/b/package.json": manifest,
    "node_modules/@a/b/x.js": "",
    "node_modules/c/node_modules/@a/b/package.json": manifest,
  });
  const files = await filesBelow(folder, "app", "x");
  const sbom = makeSbom({ name: "app", version: "1.0.0" }, base, files);
  expect(sbom.components.map(({ purl }) => purl)).toEqual([
    `pkg:generic/node@${process.versions.node}`,
    "pkg:npm/%40a/b@1.0.0",
  ]);
  expect(sbom.components[1]).toMatchObject({ licenses: [{ license: { name: "MIT" } }] });
  expect(sbom.serialNumber).toMatch(
    /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  expect(makeSbom({ name: "app", version: "1.0.0" }, base, files)).toEqual(sbom);
  expect(makeSbom({ name: "app" }, base, files).serialNumber).not.toBe(sbom.serialNumber);
});
