import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readStaged } from "../../src/emit/read-staged.js";
import { readProject } from "../../src/read-project.js";
import { buildDemo, host } from "../support/build-demo.js";
import { demoProject } from "../support/demo-project.js";

it("readStaged takes this version's prebuilds, and only those that are what their manifests say", async () => {
  const root = demoProject();
  const stage = join(root, "build", "stage");
  const project = await readProject(root);
  const code = "ERR_AUTHOR_PREBUILDS";
  await expect(readStaged(project, stage)).rejects.toMatchObject({
    code,
    message: expect.stringContaining("no prebuilds"),
  });
  await buildDemo(root);
  const [staged] = await readStaged(project, stage);
  expect(staged?.target).toEqual(host);
  await expect(readStaged({ ...project, version: "9.9.9" }, stage)).rejects.toMatchObject({ code });
  appendFileSync(staged?.tarball ?? "", "x");
  await expect(readStaged(project, stage)).rejects.toMatchObject({
    code,
    message: expect.stringContaining("not the one that its manifest describes"),
  });
});
