import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isGithub, writeGithubFiles } from "../src/github-files.js";

let folder: string;
let env: Record<string, string>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "github-"));
  const names = ["GITHUB_PATH", "GITHUB_ENV", "GITHUB_OUTPUT"];
  env = { GITHUB_ACTIONS: "true", ...Object.fromEntries(names.map((name) => [name, join(folder, name)])) };
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const values = { first: "/n/bin", variables: { HOME_OF_NODE: "/n" }, outputs: { "node-version": "v24.1.0" } };

describe("writeGithubFiles", () => {
  it("adds to what earlier commands wrote, once", async () => {
    await writeFile(join(folder, "GITHUB_PATH"), "/earlier\n");
    await writeGithubFiles({ env, ...values });
    await writeGithubFiles({ env, ...values });
    const read = (name: string): Promise<string> => readFile(join(folder, name), "utf8");
    expect(await read("GITHUB_PATH")).toBe("/earlier\n/n/bin\n");
    expect(await read("GITHUB_ENV")).toBe("HOME_OF_NODE=/n\n");
    expect(await read("GITHUB_OUTPUT")).toBe("node-version=v24.1.0\n");
  });

  it("lets no value write a line of its own", async () => {
    const variables = { A: "x\nNODE_OPTIONS=--require=/evil" };
    await expect(writeGithubFiles({ env, ...values, variables })).rejects.toMatchObject({
      code: "ERR_SHELL_VALUE",
    });
  });

  it("says where it is no such job, or a file cannot be written", async () => {
    expect([isGithub(env), isGithub({}), isGithub({ GITHUB_ACTIONS: "true" })]).toEqual([true, false, false]);
    await expect(writeGithubFiles({ env: {}, ...values })).rejects.toMatchObject({
      code: "ERR_SHELL_GITHUB",
      message: "GITHUB_PATH is not set: this is no step of GitHub Actions",
    });
    await expect(writeGithubFiles({ env: { ...env, GITHUB_ENV: folder }, ...values })).rejects.toMatchObject({
      code: "ERR_SHELL_GITHUB",
    });
  });
});
