import { quote } from "./quote.js";
import { delimiterOf } from "./search-path.js";
import type { Shell } from "./shells.js";

/** What an environment is to become. */
export interface Environment {
  /** The entries of PATH. */
  readonly path: readonly string[];
  /** Beside PATH. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface FormatOptions {
  readonly shell: Shell;
  readonly platform: string;
  /** Files which direnv is to watch; with a shell that it evaluates alone. */
  readonly watch?: readonly string[] | undefined;
}

/**
 * Statements of a shell that make an environment, a line each; for `json` and `dotenv` a file of that kind.
 * @throws ShellError ERR_SHELL_VALUE for a value that the shell has no way to write
 */
export function formatEnvironment(environment: Environment, options: FormatOptions): string {
  const { shell, watch = [] } = options;
  const { path, variables } = environment;
  if (shell === "json") {
    const PATH = path.join(delimiterOf(options.platform));
    return `${JSON.stringify({ PATH, ...variables })}\n`;
  }
  const others = Object.entries(variables).map(([name, value]) => assign(name, value, shell));
  const watched = watch.map((file) => `watch_file ${quote(file, shell)}`);
  return [assignPath(path, options), ...others, ...watched].map((line) => `${line}\n`).join("");
}

function assignPath(path: readonly string[], { shell, platform }: FormatOptions): string {
  const delimiter = delimiterOf(platform);
  switch (shell) {
    case "fish":
      return `set -gx PATH ${path.map((entry) => quote(entry, shell)).join(" ")}`;
    case "nushell":
      return `$env.PATH = [${path.map((entry) => quote(entry, shell)).join(", ")}]`;
    case "bash":
    case "zsh":
    case "posix":
      return assign("PATH", path.map((entry) => toUnix(entry, platform)).join(":"), shell);
    default:
      return assign("PATH", path.join(delimiter), shell);
  }
}

/** The shells of Git for Windows and MSYS2 write `C:\bin` as `/c/bin`. */
function toUnix(entry: string, platform: string): string {
  const [, drive, rest] = platform === "win32" ? (/^([A-Za-z]):(.*)$/.exec(entry) ?? []) : [];
  return drive === undefined || rest === undefined
    ? entry
    : `/${drive.toLowerCase()}${rest.replaceAll("\\", "/")}`;
}

function assign(name: string, value: string, shell: Shell): string {
  const text = quote(value, shell);
  switch (shell) {
    case "fish":
      return `set -gx ${name} ${text}`;
    case "powershell":
      return `$env:${name} = ${text}`;
    case "cmd":
      return `SET "${name}=${text}"`;
    case "nushell":
      return `$env.${name} = ${text}`;
    case "dotenv":
      return `${name}=${text}`;
    default:
      return `export ${name}=${text}`;
  }
}
