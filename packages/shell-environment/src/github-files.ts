import { appendFile, readFile } from "node:fs/promises";
import { ShellError } from "./errors.js";

export interface GithubOptions {
  /** A step's environment: GITHUB_PATH, GITHUB_ENV and GITHUB_OUTPUT name the files. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that later steps are to have first on PATH. */
  readonly first: string;
  /** Variables of later steps. */
  readonly variables: Readonly<Record<string, string>>;
  /** Outputs of this step. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** Whether this is a step of GitHub Actions. */
export function isGithub(env: Readonly<Record<string, string | undefined>>): boolean {
  return env.GITHUB_ACTIONS === "true" && Boolean(env.GITHUB_PATH);
}

/**
 * Hands an environment to the later steps of a job of GitHub Actions. Lines that are in a file already are not
 * added again.
 * @throws ShellError ERR_SHELL_GITHUB outside of such a job, or when a file cannot be written; ERR_SHELL_VALUE for a
 * value of several lines
 */
export async function writeGithubFiles({ env, first, variables, outputs }: GithubOptions): Promise<void> {
  await append("GITHUB_PATH", [first], env);
  await append("GITHUB_ENV", toLines(variables), env);
  await append("GITHUB_OUTPUT", toLines(outputs), env);
}

function toLines(values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).map(([name, value]) => `${name}=${value}`);
}

async function append(
  name: "GITHUB_PATH" | "GITHUB_ENV" | "GITHUB_OUTPUT",
  lines: readonly string[],
  env: GithubOptions["env"],
): Promise<void> {
  const file = env[name];
  if (!file) {
    throw new ShellError("ERR_SHELL_GITHUB", `${name} is not set: this is no step of GitHub Actions`, {
      hint: "run it in a workflow, or name a shell",
    });
  }
  const broken = lines.find((line) => /[\r\n\0]/.test(line));
  if (broken !== undefined) {
    throw new ShellError("ERR_SHELL_VALUE", `${JSON.stringify(broken)} cannot be written to ${name}`);
  }
  try {
    const known = new Set((await readFile(file, "utf8").catch(() => "")).split(/\r?\n/));
    const fresh = lines.filter((line) => !known.has(line));
    if (fresh.length > 0) await appendFile(file, fresh.map((line) => `${line}\n`).join(""));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ShellError("ERR_SHELL_GITHUB", `${name} cannot be written: ${why}`, { cause });
  }
}
