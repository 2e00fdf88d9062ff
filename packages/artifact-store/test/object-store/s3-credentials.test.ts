import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readS3Settings } from "../../src/object-store/s3-credentials.js";
import { failure } from "../helpers/errors.js";
import { temporaryDirectory } from "../helpers/temporary-directory.js";

const CREDENTIALS = `# comment
[default]
aws_access_key_id = DEFAULT
aws_secret_access_key = default/secret=  ; comment

[ci]
aws_access_key_id=CI
aws_secret_access_key=ci-secret
aws_session_token = ci token
`;
const CONFIG = `[default]
region = eu-west-1
s3 =
  max_concurrent_requests = 2
[profile ci]
region = eu-west-3
endpoint_url = https://minio.example
[profile sso]
sso_session = work
`;

function home(): string {
  const folder = temporaryDirectory();
  mkdirSync(join(folder, ".aws"));
  writeFileSync(join(folder, ".aws/credentials"), CREDENTIALS);
  writeFileSync(join(folder, ".aws/config"), CONFIG);
  return folder;
}

const ENV = { AWS_ACCESS_KEY_ID: "ENV", AWS_SECRET_ACCESS_KEY: "env-secret", AWS_REGION: "sa-east-1" };

describe("readS3Settings", () => {
  test("nothing is set up", async () => {
    const settings = await readS3Settings({
      env: { AWS_ACCESS_KEY_ID: "" },
      homeDirectory: temporaryDirectory(),
    });
    expect(settings).toEqual({ credentials: undefined, region: undefined, endpoint: undefined });
  });

  test("the default profile", async () => {
    expect(await readS3Settings({ env: {}, homeDirectory: home() })).toEqual({
      credentials: { accessKeyId: "DEFAULT", secretAccessKey: "default/secret=", sessionToken: undefined },
      region: "eu-west-1",
      endpoint: undefined,
    });
  });

  test("the environment comes before the default profile", async () => {
    const env = { ...ENV, AWS_SESSION_TOKEN: "token", AWS_ENDPOINT_URL: "http://localhost:9000" };
    expect(await readS3Settings({ env, homeDirectory: home() })).toEqual({
      credentials: { accessKeyId: "ENV", secretAccessKey: "env-secret", sessionToken: "token" },
      region: "sa-east-1",
      endpoint: "http://localhost:9000",
    });
  });

  test.each([
    [{ AWS_PROFILE: "ci" }, undefined],
    [{ ...ENV, AWS_REGION: "" }, "ci"],
  ])("a profile by name", async (env, profile) => {
    expect(await readS3Settings({ env, homeDirectory: home(), profile })).toEqual({
      credentials: { accessKeyId: "CI", secretAccessKey: "ci-secret", sessionToken: "ci token" },
      region: "eu-west-3",
      endpoint: "https://minio.example",
    });
  });

  test("files at other places", async () => {
    const folder = join(home(), ".aws");
    const env = {
      AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials"),
      AWS_CONFIG_FILE: join(folder, "config"),
    };
    const settings = await readS3Settings({ env, homeDirectory: temporaryDirectory() });
    expect(settings.credentials?.accessKeyId).toBe("DEFAULT");
    expect(settings.region).toBe("eu-west-1");
  });

  test.each([
    [{ AWS_ACCESS_KEY_ID: "ENV" }, "AWS_SECRET_ACCESS_KEY is not set"],
    [{ AWS_SECRET_ACCESS_KEY: "env-secret" }, "AWS_ACCESS_KEY_ID is not set"],
    [{ AWS_PROFILE: "absent" }, 'the profile "absent" does not exist'],
    [{ AWS_PROFILE: "sso" }, 'the profile "sso" has no access key and secret of its own'],
  ])("refuses %j", async (env, text) => {
    const error = await failure(readS3Settings({ env, homeDirectory: home() }), "ERR_ARTIFACT_CREDENTIALS");
    expect(error.message).toContain(text);
    expect(error.message).not.toContain("env-secret");
  });
});
