import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import type { Shell } from "../src/shells.js";

/** How programs that are shells here read a file of statements. */
const programs = {
  bash: ["bash", "--norc", "--noprofile"],
  zsh: ["zsh", "-f"],
  fish: ["fish", "--no-config"],
  dash: ["dash"],
} as const;

/** See `programs`. */
export type Program = keyof typeof programs;

/** Whether a shell is installed; under CI it must be. */
export function hasShell(program: Program): boolean {
  return process.env.CI === "true" || spawnSync(program, ["-c", "exit 0"]).error === undefined;
}

export const formOf: Readonly<Record<Program, Shell>> = {
  bash: "bash",
  zsh: "zsh",
  fish: "fish",
  dash: "posix",
};

/** The environment that a real shell hands to its commands after it read the statements, on top of this one. */
export function readBack(
  program: Program,
  statements: string,
  env: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), "statements-"));
  try {
    const file = join(folder, "statements");
    const node = `'${process.execPath}' -p 'JSON.stringify(process.env)'`;
    writeFileSync(file, `${statements}${node}\n`);
    const [command, ...args] = programs[program];
    const output = execFileSync(command, [...args, file], {
      env: { HOME: folder, PATH: "/usr/bin:/bin", ...env },
    });
    return JSON.parse(output.toString("utf8"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What Node.js reads of a dotenv file. */
export function readDotenv(text: string): Record<string, string | undefined> {
  return { ...parseEnv(text) };
}
