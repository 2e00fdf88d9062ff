import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Offer } from "@nodewright/release-source";
import type { TextSink } from "@nodewright/source-build";
import { InstallError } from "./errors.js";
import type { InstallOptions } from "./install-node.js";
import { moveContents, unpackPart } from "./place-parts.js";
import type { Built } from "./receipt.js";

export interface BuildWork {
  /** Takes what a prefix holds. */
  readonly stage: string;
  /** Where the stage will lie: what is built may know it. */
  readonly prefix: string;
  /** Its one part is the source archive. */
  readonly offer: Offer;
}

/**
 * Unpacks a source archive while it is proven, then configures, makes and installs it into a stage. A build that
 * fails leaves its tree and its log for inspection; one that is stopped, or that never began, leaves nothing.
 * @throws InstallError ERR_INSTALL_BUILD_FAILED, and what `unpackPart` throws
 */
export async function buildFromSource(
  { stage, prefix, offer }: BuildWork,
  options: InstallOptions,
): Promise<Built> {
  const { env, root, cwd = root, now = new Date(), coreVersion, signal } = options;
  const { findToolchain, runBuild, temporaryDirectory } = await import("@nodewright/source-build");
  const { compiler } = await findToolchain(env);
  const packageName = `node-${offer.release.version}`;
  const work = await makeWork(resolve(cwd, temporaryDirectory(env)));
  const directory = join(work, packageName);
  await unpackPart(offer.parts[0], directory, options).catch(async (error) => {
    await rm(work, { recursive: true, force: true });
    throw error;
  });
  const destination = join(stage, ".destination");
  const lines = lineSink((line) => options.onEvent?.({ type: "build-line", line }));
  const { exitCode, logPath } = await runBuild({
    subject: { packageName, directory },
    prefix,
    buildPath: work,
    installArguments: [`DESTDIR=${destination}`],
    env,
    cwd,
    flags: { verbose: options.verbose },
    stdout: lines,
    stderr: lines,
    now,
    id: randomUUID().slice(0, 8),
    version: async () => `nodewright ${coreVersion}`,
    signal,
  });
  if (exitCode !== 0) throw buildFailed(offer, logPath);
  await rm(logPath, { force: true });
  await moveContents(join(destination, prefix), stage);
  await rm(destination, { recursive: true });
  return { configure: configureText(env), compiler };
}

async function makeWork(temporary: string): Promise<string> {
  await mkdir(temporary, { recursive: true });
  return mkdtemp(join(temporary, "nodewright-build-"));
}

function buildFailed({ release }: Offer, logPath: string): InstallError {
  return new InstallError(
    "ERR_INSTALL_BUILD_FAILED",
    `Node.js ${release.version} could not be built from its source: see ${logPath}`,
    {
      hint: "the log ends with what went wrong; NODE_CONFIGURE_OPTS, MAKE_OPTS and CXX change how it is built",
    },
  );
}

function configureText({ CONFIGURE_OPTS, NODE_CONFIGURE_OPTS }: InstallOptions["env"]): string {
  const words = [CONFIGURE_OPTS, NODE_CONFIGURE_OPTS].filter(Boolean).join(" ");
  return words.replace(/[^\x20-\x7e]+/g, " ").trim();
}

/** Text in pieces of any size, as lines; empty ones are left out. */
function lineSink(onLine: (line: string) => void): TextSink {
  let rest = "";
  return {
    write: (text) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) if (line.trim() !== "") onLine(line.replace(/\r$/, ""));
    },
  };
}
