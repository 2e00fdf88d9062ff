import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createHttpClient, type HttpClient, type HttpClientOptions } from "@nodewright/artifact-store";
import { expect, onTestFinished } from "vitest";
import { PrebuildError, type PrebuildErrorCode } from "../../src/errors.js";
import { installPrebuild } from "../../src/install/install-prebuild.js";
import type { InstallOptions, InstallOutcome, InstallPlan, InstallWarning } from "../../src/install/types.js";

export const TARBALL = "my_addon-v1.2.3-napi-v8-linux-x64-glibc.tar.gz";

/** A plan for Node.js 24 on linux-x64-glibc, whatever runs the test. */
export function installPlan(root: string, host: string, fields: Partial<InstallPlan> = {}): InstallPlan {
  const modulePath = join(root, "lib", "binding");
  return {
    name: "my-addon",
    version: "1.2.3",
    root,
    target: { os: "linux", arch: "x64", libc: "glibc" },
    runtime: { name: "node", version: "24.11.0", abi: "137", napi: 10 },
    modulePath,
    addonFile: join(modulePath, "my_addon.node"),
    hostedTarball: `${host}v1.2.3/${TARBALL}`,
    remotePath: "./v1.2.3/",
    packageName: TARBALL,
    manifestFile: join(root, "prebuilds.json"),
    keyringFile: undefined,
    ...fields,
  };
}

/** Impatient, and blind to the environment of the test. */
export function testClient(options: HttpClientOptions = {}): HttpClient {
  const client = createHttpClient({
    env: {},
    backoffMs: 1,
    stallTimeoutMs: 2000,
    connectTimeoutMs: 2000,
    ...options,
  });
  onTestFinished(() => client.close());
  return client;
}

export interface TestInstall {
  readonly outcome: InstallOutcome | undefined;
  readonly error: unknown;
  readonly warnings: readonly InstallWarning[];
}

/** Installs for a system that has every library. */
export async function install(
  plan: InstallPlan,
  options: Partial<InstallOptions> = {},
): Promise<TestInstall> {
  const warnings: InstallWarning[] = [];
  const all: InstallOptions = {
    client: testClient(),
    libraries: {},
    onWarning: (warning) => warnings.push(warning),
    ...options,
  };
  const [outcome, error] = await installPrebuild(plan, all).then(
    (value) => [value, undefined] as const,
    (reason: unknown) => [undefined, reason] as const,
  );
  return { outcome, error, warnings };
}

/** The error of an install that must fail with this code, have a hint, and leave nothing behind. */
export async function failure(
  plan: InstallPlan,
  code: PrebuildErrorCode,
  options: Partial<InstallOptions> = {},
): Promise<PrebuildError> {
  const before = existsSync(plan.root) ? listing(plan.root) : [];
  const { error } = await install(plan, options);
  expect(error, `should fail with ${code}`).toBeInstanceOf(PrebuildError);
  if (!(error instanceof PrebuildError)) throw error;
  expect(error.code, error.message).toBe(code);
  if (code !== "ERR_PREBUILD_ABORTED") expect(error.hint, error.message).toBeTruthy();
  expect(listing(plan.root)).toEqual(before);
  return error;
}

/** Every path below a folder. */
export function listing(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
}
