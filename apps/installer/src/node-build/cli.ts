import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseOptions, type ReadOptions, readOptions } from "./parse-options.js";
import { LIBRARY, USAGE } from "./texts.js";
import { versionText } from "./version.js";

/** What the command takes of the process it runs in. */
export interface NodeBuildProcess {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly pid: number;
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean };
  cwd(): string;
}

/** Where `share/node-build` and `.git` of a node-build lie, unless NODE_BUILD_INSTALL_PREFIX says otherwise. */
const OWN_PREFIX = fileURLToPath(new URL("..", import.meta.url));

/**
 * node-build, as its users and scripts know it. What a request does not need is not loaded: this is
 * started for each line of a shell's completion.
 *
 * @returns The exit code: 0 done, 1 failed or wrongly called, 2 no such definition.
 */
export async function runNodeBuild(argv: readonly string[], host: NodeBuildProcess): Promise<number> {
  if (argv[0] === "--lib") {
    host.stdout.write(LIBRARY);
    return 0;
  }
  const parsed = parseOptions(argv);
  const read = readOptions(parsed);
  const installPrefix = host.env.NODE_BUILD_INSTALL_PREFIX || OWN_PREFIX;
  for (const complaint of read.complaints) host.stderr.write(`node-build: ${complaint}\n`);
  switch (read.request) {
    case "help":
      host.stdout.write(`${versionText(host.env, installPrefix)}\n\n${USAGE}`);
      return 0;
    case "version":
      host.stdout.write(`${versionText(host.env, installPrefix)}\n`);
      return 0;
    case "usage-error":
      host.stderr.write(`\n${USAGE}`);
      return 1;
    case "definitions":
    case "list":
      return await printNames(read.request, host, installPrefix);
    case "build":
      return await build(parsed.positionals, { read, extra: parsed.extra, host, installPrefix });
  }
}

async function printNames(
  request: "definitions" | "list",
  host: NodeBuildProcess,
  installPrefix: string,
): Promise<number> {
  const { definitionNames, maintainedNames, searchPath } = await import("./definition-sources.js");
  const path = searchPath(host.env, installPrefix);
  const names = request === "list" ? await maintainedNames(path, new Date()) : await definitionNames(path);
  if (names.length > 0) host.stdout.write(`${names.join("\n")}\n`);
  return 0;
}

interface BuildCall {
  readonly read: ReadOptions;
  readonly extra: readonly string[];
  readonly host: NodeBuildProcess;
  readonly installPrefix: string;
}

async function build(
  [name = "", prefix = ""]: readonly string[],
  { read, extra, host, installPrefix }: BuildCall,
): Promise<number> {
  const { env, stderr, stdout, pid } = host;
  const { findSubject, searchPath } = await import("./definition-sources.js");
  try {
    const cwd = host.cwd();
    const subject = await findSubject(name, { cwd, env, path: searchPath(env, installPrefix), stderr });
    if (!subject) {
      stderr.write(`node-build: definition not found: ${name}\n`);
      return 2;
    }
    const { runBuild } = await import("@nodewright/source-build");
    const { exitCode } = await runBuild({
      subject,
      prefix: prefix.startsWith("/") ? prefix : `${cwd}/${prefix}`,
      env,
      cwd: resolve(cwd),
      flags: read.flags,
      configureArguments: extra,
      stdout,
      stderr,
      now: new Date(),
      id: String(pid),
      version: async () => versionText(env, installPrefix),
    });
    return exitCode;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && typeof error.code === "string")) throw error;
    stderr.write(`node-build: ${error.message}\n`);
    if ("hint" in error && typeof error.hint === "string") stderr.write(`hint: ${error.hint}\n`);
    return 1;
  }
}
