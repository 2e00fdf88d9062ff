import { readFileSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { format } from "node:util";
import { runInThisContext } from "node:vm";
import { hasModuleSyntax } from "../../archive/module-syntax.js";
import { importerAt } from "../import-module.js";
import { runMain } from "../run-main.js";
import type { Volume } from "../volume.js";
import { AS_NODE, OWN_NODE_OPTIONS } from "./child-environment.js";
import { splitNodeArguments, valuesOf } from "./node-arguments.js";

/** Whether this process was started to act as `node`; its marks go, so that its children decide anew. */
export function takeAsNode(env: NodeJS.ProcessEnv, executable: string): boolean {
  const { [AS_NODE]: mark, [OWN_NODE_OPTIONS]: own } = env;
  const isAsNode = mark === executable || mark === "PKG_INVOKE_NODEJS";
  delete env[AS_NODE];
  delete env[OWN_NODE_OPTIONS];
  if (own !== undefined) env.NODE_OPTIONS = own;
  if (own === "") delete env.NODE_OPTIONS;
  return isAsNode;
}

/** Does what `node` would do with the arguments: a script of the volume or of a disk, `--eval`, `--print`, code from stdin. */
export async function runAsNode(volume: Volume): Promise<void> {
  const { options, script, args } = splitNodeArguments(process.argv.slice(2));
  process.execArgv = [...options];
  if (options.includes("-v") || options.includes("--version")) {
    process.stdout.write(`${process.version}\n`);
    return;
  }
  setFlags(options);
  const cwd = process.cwd();
  const isFile = script !== undefined && script !== "-";
  process.argv = [process.execPath, ...(isFile ? [resolve(script), ...args] : args)];
  const require = createRequire(join(cwd, "x.js"));
  for (const request of valuesOf(options, "-r", "--require")) require(request);
  for (const specifier of valuesOf(options, "--import")) await importerAt(cwd)(specifier);
  if (isFile) {
    runMain(volume, resolve(script));
    return;
  }
  const [code] = valuesOf(options, ...EVALUATING);
  const isPrinted = options.some((option) => /^(?:-p|-pe|--print)(?:=|$)/.test(option));
  await evaluate(code ?? readFileSync(0, "utf8"), isPrinted, cwd);
}

const EVALUATING = ["-e", "--eval", "-p", "--print", "-pe"];

/** What `NODE_OPTIONS` may not have is V8's, or taken care of here. */
function setFlags(options: readonly string[]): void {
  for (const option of options) {
    const [name = ""] = option.split("=");
    const isOwn = !name.startsWith("--") || EVALUATING.includes(name);
    if (!isOwn && !process.allowedNodeEnvironmentFlags.has(name))
      process.getBuiltinModule("node:v8").setFlagsFromString(option);
  }
}

async function evaluate(code: string, isPrinted: boolean, cwd: string): Promise<void> {
  if (hasModuleSyntax(code)) {
    await importerAt(cwd)(`data:text/javascript;base64,${Buffer.from(code).toString("base64")}`);
    return;
  }
  const path = join(cwd, "[eval]");
  const module = new Module(path);
  module.filename = path;
  Object.assign(globalThis, {
    module,
    exports: module.exports,
    require: createRequire(path),
    __filename: "[eval]",
    __dirname: ".",
  });
  const value: unknown = runInThisContext(code, { filename: "[eval]" });
  if (isPrinted) process.stdout.write(`${format(value)}\n`);
}
