import { join } from "node:path";
import { expect, it } from "vitest";
import { findApp } from "../../src/pack/find-app.js";
import { scratch } from "../support/scratch.js";

it("finds an app by its script, its folder, its package.json", async () => {
  const folder = scratch({ "package.json": '{"name":"@a/tool","bin":{"t":"bin/t.js"}}', "bin/t.js": "" });
  const entry = join(folder, "bin", "t.js");
  for (const path of [folder, join(folder, "package.json")]) {
    expect(await findApp(path)).toMatchObject({ name: "tool", entry, folder });
  }
  expect(await findApp(entry)).toMatchObject({ name: "t", entry, folder });
});

it("says what is wrong with an input", async () => {
  const folder = scratch({ "package.json": "[" });
  for (const path of [join(folder, "not-there.js"), folder]) {
    await expect(findApp(path)).rejects.toMatchObject({ code: "ERR_PACKAGING_INPUT" });
  }
});
