import { expect, it } from "vitest";
import { installedVersions } from "../src/installed-versions.js";
import { addInstall } from "./support/receipts.js";
import { scratch, writeFiles } from "./support/scratch.js";
import { windows } from "./support/targets.js";

it("installedVersions reads the names of folders, newest first", async () => {
  const root = await scratch();
  await addInstall(root, "v9.1.0");
  await addInstall(root, "v24.10.0");
  await addInstall(root, "v24.9.0");
  await addInstall(root, "v24.9.0", { target: windows });
  await writeFiles(root, { ".removed-v1.0.0-linux-x64/x": "", "notes/v2.0.0": "" });
  expect(await installedVersions(root)).toEqual(["v24.10.0", "v24.9.0", "v9.1.0"]);
  expect(await installedVersions("/nowhere")).toEqual([]);
});
