/** The forms that an environment can be written in. `posix` is sh, dash and ksh. */
export const shells = [
  "bash",
  "zsh",
  "fish",
  "posix",
  "powershell",
  "cmd",
  "nushell",
  "json",
  "dotenv",
] as const;

/** See {@link shells}. */
export type Shell = (typeof shells)[number];

export interface DetectShellOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The name of the process that waits for the output, if it is known: `bash`, `-zsh`, `pwsh.exe`. */
  readonly parent?: string | undefined;
  readonly platform: string;
}

const names: Readonly<Record<string, Shell>> = {
  bash: "bash",
  zsh: "zsh",
  fish: "fish",
  sh: "posix",
  dash: "posix",
  ash: "posix",
  ksh: "posix",
  mksh: "posix",
  pwsh: "powershell",
  powershell: "powershell",
  cmd: "cmd",
  nu: "nushell",
};

/**
 * The shell that the output is for: the one that waits for it, else the user's own (`SHELL`), else the system's.
 * direnv evaluates with bash, whatever the user's shell is.
 */
export function detectShell({ env, parent, platform }: DetectShellOptions): Shell {
  if (isDirenv(env)) return "bash";
  const found = shellNamed(parent) ?? shellNamed(env.SHELL);
  if (found !== undefined) return found;
  if (platform !== "win32") return "posix";
  return env.PSModulePath === undefined ? "cmd" : "powershell";
}

/** Whether this is run by an .envrc. */
export function isDirenv(env: Readonly<Record<string, string | undefined>>): boolean {
  return env.DIRENV_IN_ENVRC === "1";
}

/** Of a path or name; a login shell's begins with a dash. */
function shellNamed(text: string | undefined): Shell | undefined {
  const name =
    /([^/\\]+?)(?:\.exe)?$/i
      .exec(text?.trim() ?? "")?.[1]
      ?.replace(/^-/, "")
      .toLowerCase() ?? "";
  return Object.hasOwn(names, name) ? names[name] : undefined;
}
