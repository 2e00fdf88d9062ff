import { tmpdir } from "node:os";
import { expect, it } from "vitest";
import { importerAt } from "../../src/runtime/import-module.js";

it("importerAt() imports as a module in a folder does", async () => {
  const load = importerAt(tmpdir());
  expect(await load("data:text/javascript,export default 7")).toMatchObject({ default: 7 });
  await expect(load("./there is no such file.mjs")).rejects.toMatchObject({ code: "ERR_MODULE_NOT_FOUND" });
});
