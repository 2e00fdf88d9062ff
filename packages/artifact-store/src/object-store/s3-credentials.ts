import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { ArtifactError } from "../errors.js";
import { systemCode, toFileError } from "../files/file-errors.js";
import type { Environment } from "../http/proxy-env.js";
import { parseIni } from "./ini.js";

export interface S3Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** What is set up on this machine for all programs that talk to S3. */
export interface S3Settings {
  /** Undefined: requests are not signed. */
  readonly credentials: S3Credentials | undefined;
  readonly region: string | undefined;
  readonly endpoint: string | undefined;
}

export interface S3SettingsSource {
  readonly env: Environment;
  /** Default: the user's. */
  readonly homeDirectory?: string | undefined;
  /** A profile of the shared files. Default: `AWS_PROFILE`, else `default`. */
  readonly profile?: string | undefined;
}

type Section = Readonly<Record<string, string>>;

/**
 * Reads what AWS' own tools read: `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`,
 * `AWS_REGION`, `AWS_DEFAULT_REGION`, `AWS_ENDPOINT_URL_S3`, `AWS_ENDPOINT_URL`, then the profile in
 * `~/.aws/credentials` and `~/.aws/config`. A profile that was asked for comes before the environment.
 * @throws ArtifactError ERR_ARTIFACT_CREDENTIALS if they are incomplete, or of a kind that only AWS'
 * own tools can read.
 */
export async function readS3Settings(source: S3SettingsSource): Promise<S3Settings> {
  const { env } = source;
  const wanted = source.profile ?? nonEmpty(env.AWS_PROFILE);
  const section = await readProfile(wanted, source);
  const own = source.profile === undefined ? credentialsOfEnv(env) : undefined;
  return {
    credentials: own ?? credentialsOfProfile(section, wanted),
    region: nonEmpty(env.AWS_REGION) ?? nonEmpty(env.AWS_DEFAULT_REGION) ?? section?.region,
    endpoint: nonEmpty(env.AWS_ENDPOINT_URL_S3) ?? nonEmpty(env.AWS_ENDPOINT_URL) ?? section?.endpoint_url,
  };
}

function credentialsOfEnv(env: Environment): S3Credentials | undefined {
  const accessKeyId = nonEmpty(env.AWS_ACCESS_KEY_ID);
  const secretAccessKey = nonEmpty(env.AWS_SECRET_ACCESS_KEY);
  if (accessKeyId === undefined && secretAccessKey === undefined) {
    return undefined;
  }
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    const missing = accessKeyId === undefined ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY";
    throw credentialsError(`${missing} is not set`, "Set both, or neither.");
  }
  return { accessKeyId, secretAccessKey, sessionToken: nonEmpty(env.AWS_SESSION_TOKEN) };
}

function credentialsOfProfile(
  section: Section | undefined,
  wanted: string | undefined,
): S3Credentials | undefined {
  const { aws_access_key_id: accessKeyId, aws_secret_access_key: secretAccessKey } = section ?? {};
  if (accessKeyId !== undefined && secretAccessKey !== undefined) {
    return { accessKeyId, secretAccessKey, sessionToken: section?.aws_session_token };
  }
  if (wanted === undefined) {
    return undefined;
  }
  const why = section === undefined ? "does not exist" : "has no access key and secret of its own";
  throw credentialsError(
    `the profile ${JSON.stringify(wanted)} ${why}`,
    `For single sign-on and roles run: eval "$(aws configure export-credentials --profile ${wanted} --format env)"`,
  );
}

async function readProfile(
  wanted: string | undefined,
  { env, homeDirectory = homedir() }: S3SettingsSource,
): Promise<Section | undefined> {
  const name = wanted ?? "default";
  const folder = join(homeDirectory, ".aws");
  const config = await readIni(nonEmpty(env.AWS_CONFIG_FILE) ?? join(folder, "config"));
  const path = nonEmpty(env.AWS_SHARED_CREDENTIALS_FILE) ?? join(folder, "credentials");
  const credentials = (await readIni(path))[name];
  const settings = config[`profile ${name}`] ?? config[name];
  return credentials === undefined && settings === undefined ? undefined : { ...settings, ...credentials };
}

async function readIni(path: string): Promise<Readonly<Record<string, Section>>> {
  try {
    return parseIni(await readFile(path, "utf8"));
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(systemCode(error) ?? "")) {
      return {};
    }
    throw toFileError(error, "read", path);
  }
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === "" ? undefined : text.trim();
}

function credentialsError(why: string, hint: string): ArtifactError {
  return new ArtifactError("ERR_ARTIFACT_CREDENTIALS", `Cannot read the credentials for S3: ${why}`, {
    hint,
  });
}
