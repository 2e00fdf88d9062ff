import { ExecutableError } from "../errors.js";
import type { ByteSource } from "./byte-source.js";
import type { SeaFormat, SeaPart } from "./format.js";

/** What a SEA blob holds, in the words of Node's SEA configuration. */
export interface SeaContent {
  /** The main script, or with `useSnapshot` the startup snapshot. */
  readonly main: ByteSource;
  /** What stack traces call the main script. Node writes the `main` of its configuration here. */
  readonly codePath?: string;
  readonly mainFormat?: "commonjs" | "module";
  readonly useSnapshot?: boolean;
  /** V8's code cache of the main script, made by the same Node.js for the same CPU. */
  readonly codeCache?: ByteSource;
  /** Name → bytes, in this order. */
  readonly assets?: ReadonlyMap<string, ByteSource>;
  /** Options of Node.js that precede those of the command line. */
  readonly execArgv?: readonly string[];
  /** How users can add to `execArgv`: not at all, by NODE_OPTIONS (the default), by `--node-options=`. */
  readonly execArgvExtension?: "none" | "env" | "cli";
  readonly disableExperimentalSEAWarning?: boolean;
  /** Whether Node serves the assets to `fs` and `require` itself. */
  readonly useVfs?: boolean;
}

/** Throws ERR_EXECUTABLE_UNSUPPORTED when the content needs a part that the format has no place for. */
export function requireParts(content: SeaContent, format: SeaFormat): void {
  for (const [part, what] of neededParts(content)) {
    if (format.parts.includes(part)) continue;
    throw new ExecutableError("ERR_EXECUTABLE_UNSUPPORTED", `this Node.js cannot carry ${what} in its blob`, {
      hint: "take a newer Node.js, or leave it out",
    });
  }
  if (content.useSnapshot && (content.codeCache || content.useVfs)) {
    throw new ExecutableError("ERR_EXECUTABLE_UNSUPPORTED", "a snapshot has neither a code cache nor a VFS", {
      hint: "choose one of useSnapshot, codeCache and useVfs",
    });
  }
}

function neededParts(content: SeaContent): (readonly [part: SeaPart, what: string])[] {
  const needed: [SeaPart, string][] = [];
  if (content.codeCache || content.useSnapshot) needed.push(["codeCache", "a code cache or a snapshot"]);
  if (content.assets?.size) needed.push(["assets", "assets"]);
  if (content.execArgv?.length) needed.push(["execArgv", "execArgv"]);
  const { execArgvExtension = "env", mainFormat = "commonjs" } = content;
  if (execArgvExtension !== "env") needed.push(["execArgv", `execArgvExtension ${execArgvExtension}`]);
  if (mainFormat !== "commonjs") needed.push(["mainFormat", "an ES module as its main script"]);
  if (content.useVfs) needed.push(["vfs", "useVfs"]);
  return needed;
}
