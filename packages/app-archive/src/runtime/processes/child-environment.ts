/**
 * Says that an executable is to act as `node` does: it runs the script that its first argument names. `pkg` has the same
 * variable with the same meaning: apps that set it themselves have decided.
 */
export const AS_NODE = "PKG_EXECPATH";

/** What `NODE_OPTIONS` was before options for a child were added. */
export const OWN_NODE_OPTIONS = "NODEWRIGHT_NODE_OPTIONS";

/** Node.js would load these before the runtime serves their files; the child sees to them itself. */
const PRELOADS = /^(?:-r|--require|--import|--loader|--experimental-loader)(?:=|$)/;

export interface ChildOptions {
  readonly executable: string;
  readonly env: NodeJS.ProcessEnv;
  /** Options of Node.js that the child is to run with. */
  readonly options: readonly string[];
  /** Those that `NODE_OPTIONS` may have. */
  readonly allowed: { has(name: string): boolean };
}

/** The environment of a child that acts as `node`. An executable takes options of Node.js from there alone. */
export function childEnvironment({ executable, env, options, allowed }: ChildOptions): NodeJS.ProcessEnv {
  if (env[AS_NODE] !== undefined) return env;
  const passed: string[] = [];
  for (let i = 0; i < options.length; i += 1) {
    const option = options[i] ?? "";
    const value = options[i + 1];
    const hasValue = !option.includes("=") && value !== undefined && !value.startsWith("-");
    if (hasValue) i += 1;
    if (PRELOADS.test(option) || !allowed.has(option.split("=")[0] ?? "")) continue;
    passed.push(...(hasValue ? [option, value] : [option]).map(quoted));
  }
  const added = { ...env, [AS_NODE]: executable };
  if (passed.length === 0) return added;
  const { NODE_OPTIONS: own = "" } = env;
  return { ...added, NODE_OPTIONS: [own, ...passed].join(" ").trim(), [OWN_NODE_OPTIONS]: own };
}

function quoted(text: string): string {
  return /[\s"\\]/.test(text) ? `"${text.replace(/["\\]/g, "\\$&")}"` : text;
}
