import { expect, it } from "vitest";
import { publishedFiles } from "../../src/emit/published-files.js";
import { readProject } from "../../src/read-project.js";
import { demoProject, MANIFEST } from "../support/demo-project.js";

it("publishedFiles goes by npm's rules", async () => {
  const root = demoProject({ ...MANIFEST, files: ["index.js"] }, { "notes.txt": "", LICENSE: "" });
  const project = await readProject(root);
  const files = await publishedFiles(project, { env: process.env });
  expect([...files].sort()).toEqual(["LICENSE", "index.js", "package.json"]);
  await expect(publishedFiles(project, { env: { PATH: "" } })).rejects.toMatchObject({
    code: "ERR_AUTHOR_PACK",
  });
});
