import { dirname, sep } from "node:path";
import type { Io } from "@nodewright/command-line";
import { binFolder, findInstall, type Install } from "@nodewright/installation";
import {
  detectShell,
  type Environment,
  formatEnvironment,
  isDirenv,
  isGithub,
  processName,
  type Shell,
  searchPath,
  writeGithubFiles,
} from "@nodewright/shell-environment";
import type { PlaceFlags, SpecFlags } from "../flags.js";
import { rootOf } from "../place.js";
import { type Request, readRequest, toRequestReport } from "../requests.js";
import { question } from "./find.js";

export interface EnvFlags extends PlaceFlags, SpecFlags {
  readonly shell?: Shell | "github";
}

/** Prints what puts an install first on PATH; in a step of GitHub Actions the later steps get it as well. */
export async function env(spec: string | undefined, flags: EnvFlags, io: Io): Promise<void> {
  const request = await readRequest(spec, flags, io);
  const install = await findInstall(question(request, flags, io));
  const environment = environmentFor(install, flags, io);
  if (flags.shell === "github" || (flags.shell === undefined && isGithub(io.env))) {
    await writeGithub(install, environment, io);
  }
  if (flags.json === true) {
    const { version, prefix, receipt } = install;
    const { path, variables } = environment;
    const asked = toRequestReport(request);
    io.stdout.write(
      `${JSON.stringify({ request: asked, version, target: receipt.target, prefix, path, variables })}\n`,
    );
  } else if (flags.shell !== "github") {
    io.stdout.write(await statements(environment, { request, flags, io }));
  }
}

/** Whatever lies below the folder of installs was put on PATH by an earlier choice. */
function environmentFor({ prefix, target }: Install, flags: EnvFlags, io: Io): Environment {
  const [root, earlier] = [rootOf(flags, io), io.env.NODEWRIGHT_PREFIX];
  const isStale = (entry: string): boolean =>
    entry.startsWith(`${root}${sep}`) ||
    (earlier !== undefined && (entry === earlier || dirname(entry) === earlier));
  const first = binFolder(prefix, target);
  return {
    path: searchPath({ env: io.env, platform: process.platform, first, isStale }),
    variables: { NODEWRIGHT_PREFIX: prefix },
  };
}

interface Statements {
  readonly request: Request;
  readonly flags: EnvFlags;
  readonly io: Io;
}

async function statements(environment: Environment, { request, flags, io }: Statements): Promise<string> {
  const { platform, ppid } = process;
  const chosen = flags.shell === "github" ? undefined : flags.shell;
  const parent = await processName(ppid, platform);
  const shell = chosen ?? detectShell({ env: io.env, parent, platform });
  const { file } = request;
  const watch = isDirenv(io.env) && file !== undefined ? [file.file] : [];
  return formatEnvironment(environment, { shell, platform, watch });
}

function writeGithub(install: Install, { path, variables }: Environment, io: Io): Promise<void> {
  const { version, prefix, executable, receipt } = install;
  return writeGithubFiles({
    env: io.env,
    first: path[0] ?? "",
    variables,
    outputs: { "node-version": version, target: receipt.target, prefix, executable },
  });
}
