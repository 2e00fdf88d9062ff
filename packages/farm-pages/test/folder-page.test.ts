import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { folderPage } from "../src/folder-page.js";
import { listPublic } from "../src/public-file.js";
import { temporaryFolder } from "./support/farms.js";

it("links to files and folders, whatever their names", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "v24.1.0"));
  writeFileSync(join(folder, "a&b #1.txt"), "four");
  writeFileSync(join(folder, "javascript:x"), "");
  const files = await listPublic({ folder, linked: [] }, []);
  const page = folderPage({ name: "farm", path: "/download/", files });
  expect(page).toContain('<a href="./a%26b%20%231.txt">a&amp;b #1.txt</a></th>\n<td>4</td>');
  expect(page).toContain('<a href="./v24.1.0/">v24.1.0/</a>');
  expect(page).toContain('<a href="./javascript%3Ax">');
});
