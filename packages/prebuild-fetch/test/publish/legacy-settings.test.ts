import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { legacyAcl, withLegacySettings } from "../../src/publish/legacy-settings.js";
import { temporaryDirectory } from "../support/temporary-directory.js";

const JSON_FILE = JSON.stringify({ accessKeyId: "file-id", secretAccessKey: "file-secret" });

/** A home folder with a project in it. */
function home(files: Readonly<Record<string, string>>): { readonly HOME: string; readonly root: string } {
  const HOME = temporaryDirectory();
  const root = join(HOME, "work/addon");
  mkdirSync(root, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(HOME, name, ".."), { recursive: true });
    writeFileSync(join(HOME, name), text);
  }
  return { HOME, root };
}

async function keys(
  env: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>> = {},
): Promise<readonly (string | undefined)[]> {
  const { HOME, root } = home(files);
  const all = await withLegacySettings({ HOME, ...env }, { root });
  return [all.AWS_ACCESS_KEY_ID, all.AWS_SECRET_ACCESS_KEY];
}

const legacy = { node_pre_gyp_accessKeyId: "old-id", node_pre_gyp_secretAccessKey: "old-secret" };
const aws = { AWS_ACCESS_KEY_ID: "aws-id", AWS_SECRET_ACCESS_KEY: "aws-secret" };

describe("withLegacySettings()", () => {
  it.each([
    ["the tool's own variables, before AWS'", { ...aws, ...legacy }, {}, ["old-id", "old-secret"]],
    ["AWS' variables, before files", aws, { ".node_pre_gyprc": JSON_FILE }, ["aws-id", "aws-secret"]],
    ["the file in the home folder", {}, { ".node_pre_gyprc": JSON_FILE }, ["file-id", "file-secret"]],
    ["a file above the addon", {}, { "work/.node_pre_gyprc": JSON_FILE }, ["file-id", "file-secret"]],
    ["~/.config", {}, { ".config/node_pre_gyp/config": JSON_FILE }, ["file-id", "file-secret"]],
    [
      "the nearest file, line by line",
      {},
      {
        "work/addon/.node_pre_gyprc": "; mine\naccessKeyId = near-id\n",
        ".node_pre_gyprc": JSON_FILE,
      },
      ["near-id", "file-secret"],
    ],
    [
      "a variable with a file",
      { node_pre_gyp_accessKeyId: "old-id" },
      { ".node_pre_gyprc": JSON_FILE },
      ["old-id", "file-secret"],
    ],
    ["no file where a profile is named", { AWS_PROFILE: "x" }, { ".node_pre_gyprc": JSON_FILE }, []],
    ["nothing", {}, {}, []],
  ])("takes %s", async (_, env, files, expected) => {
    expect(await keys(env, files)).toEqual([expected[0], expected[1]]);
  });

  it("takes no session of AWS' for keys of its own", async () => {
    const env = await withLegacySettings({ ...legacy, AWS_SESSION_TOKEN: "t" }, { root: "/" });
    expect(env.AWS_SESSION_TOKEN).toBeUndefined();
  });

  it("says which file it cannot read, and nothing of its content", async () => {
    const broken = '{ "secretAccessKey": "hush" ';
    const error: unknown = await keys({}, { ".node_pre_gyprc": broken }).catch((reason: unknown) => reason);
    expect(inspect(error)).not.toContain("hush");
    expect(error).toMatchObject({
      code: "ERR_PREBUILD_CONFIG",
      message: expect.stringMatching(/^Cannot read the settings .*\.node_pre_gyprc: it is not JSON$/),
      hint: expect.stringContaining("AWS_ACCESS_KEY_ID"),
    });
  });
});

it("legacyAcl(): the variable, then the nearest file", async () => {
  const { HOME, root } = home({
    ".node_pre_gyprc": "acl = private",
    "work/.node_pre_gyprc": '{ "acl": "authenticated-read" }',
  });
  expect(await legacyAcl({ HOME, node_pre_gyp_acl: "bucket-owner-read" }, { root })).toBe(
    "bucket-owner-read",
  );
  expect(await legacyAcl({ HOME }, { root })).toBe("authenticated-read");
  expect(await legacyAcl({ HOME }, { root: HOME })).toBe("private");
  expect(await legacyAcl({}, { root: "/" })).toBeUndefined();
});
