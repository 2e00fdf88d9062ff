import { existsSync } from "node:fs";
import { redactUrl } from "@nodewright/artifact-store";
import {
  fallbackFor,
  type InstallOutcome,
  installPrebuild,
  PrebuildError,
  privateOpener,
  type Voucher,
} from "@nodewright/prebuild-fetch";
import type { CommandContext } from "../context.js";
import { clientOf } from "../http-client.js";

/** Installs the prebuilt addon, or asks for a build where the options say so. */
export async function install(context: CommandContext): Promise<void> {
  const { options, log } = context;
  if (options.buildFromSource) {
    log.info("build", "requesting source compile");
    return requestBuild(context);
  }
  try {
    report(context, await fetchAndPlace(context));
  } catch (error) {
    if (!options.fallbackToBuild || fallbackFor(error) === "stop") throw error;
    explainFallback(context, error);
    requestBuild(context);
  }
}

/** A build goes to the end of the queue. */
function requestBuild({ run, args }: CommandContext): void {
  run.todo.push({ name: "build", args: ["rebuild", ...args] });
}

async function fetchAndPlace(context: CommandContext): Promise<InstallOutcome> {
  const { plan, options, log, host } = context;
  const client = clientOf(context);
  const isThere = existsSync(plan.addonFile);
  if (!isThere) log.info("check", `checked for "${plan.addonFile}" (not found)`);
  if (!isThere || options.updateBinary) log.log("GET", redactUrl(plan.hostedTarball));
  try {
    return await installPrebuild(plan, {
      client,
      update: options.updateBinary,
      requireIntegrity: options.requireIntegrity,
      openPrivate: privateOpener(plan, { client, env: host.env }),
      execPath: isForThisProcess(context) ? host.execPath : undefined,
      onEntry: ({ path }) => log.info("install", `unpacking ${path}`),
      onRetry: ({ error, delayMs }) => log.warn(`${error.message}; again in ${Math.round(delayMs)} ms`),
      onWarning: ({ message, hint }) => log.warn([message, ...(hint === undefined ? [] : [hint])].join(". ")),
    });
  } finally {
    await client.close();
  }
}

function isForThisProcess({ plan, host }: CommandContext): boolean {
  const { runtime, variables } = plan;
  const isRuntime = runtime.name === "node" && runtime.version === host.versions.node;
  return isRuntime && variables.platform === host.platform && variables.arch === host.arch;
}

const VOUCHERS: Readonly<Record<Voucher["by"], string>> = {
  package: "the manifest in the npm package vouches for the bytes",
  signature: "a signed manifest vouches for the bytes",
  host: "the bytes are those of the host's manifest, which is not signed",
};

function report(
  { print, log, manifest }: CommandContext,
  { state, addonFile, voucher }: InstallOutcome,
): void {
  if (state === "present") {
    print(`[${manifest.name}] Success: "${addonFile}" already installed`);
    print("Pass --update-binary to reinstall or --build-from-source to recompile");
    return;
  }
  if (voucher !== undefined) log.info("install", VOUCHERS[voucher.by]);
  print(`[${manifest.name}] Success: "${addonFile}" is installed via remote`);
}

/** Tells who installs why there is a build now. */
function explainFallback({ log, plan, manifest }: CommandContext, error: unknown): void {
  const status = error instanceof PrebuildError ? error.status : undefined;
  const { runtime, variables } = plan;
  const what = status === undefined ? "not installable" : "not found";
  const subject = `${manifest.name}@${manifest.version} and ${runtime.name}@${runtime.version}`;
  if (status !== undefined) log.warn(`Tried to download(${status}): ${redactUrl(plan.hostedTarball)}`);
  log.warn(
    `Pre-built binaries ${what} for ${subject} (${variables.node_abi} ABI, ${variables.libc}) (falling back to source compile with node-gyp)`,
  );
  const message = error instanceof Error ? error.message : String(error);
  if (fallbackFor(error) === "build-loudly") log.error(message);
  else log.warn(`Hit error ${message}`);
}
