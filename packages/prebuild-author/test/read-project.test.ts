import { describe, expect, it } from "vitest";
import { fieldsOf, readProject } from "../src/read-project.js";
import { BINARY, demoProject, tempDir } from "./support/demo-project.js";

describe("readProject", () => {
  it("reads name, version and binary", async () => {
    const root = demoProject();
    expect(await readProject(root)).toMatchObject({
      root,
      name: "demo-addon",
      version: "1.2.3",
      binary: BINARY,
    });
    expect(fieldsOf([1])).toEqual({});
  });

  it("says what is wrong", async () => {
    const code = "ERR_AUTHOR_PROJECT";
    await expect(readProject(tempDir())).rejects.toMatchObject({
      code,
      message: expect.stringContaining("ENOENT"),
    });
    await expect(readProject(demoProject({ name: "a" }))).rejects.toMatchObject({
      code,
      message: expect.stringContaining("has no name and version"),
    });
  });
});
