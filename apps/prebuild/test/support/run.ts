import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs one of the package's commands as a process of its own. */
export function runBin(
  name: "node-pre-gyp" | "nodewright-prebuild",
  words: readonly string[],
  surroundings: Surroundings,
): Promise<Outcome> {
  const bin = fileURLToPath(new URL(`../../bin/${name}.js`, import.meta.url));
  return runProgram(process.execPath, [bin, ...words], surroundings);
}

/** Runs a program with PATH, a home of its own, and nothing else of this process's environment. */
export function runProgram(
  file: string,
  words: readonly string[],
  { cwd, env = {} }: Surroundings,
): Promise<Outcome> {
  const { PATH = "" } = process.env;
  const options = { cwd, env: { PATH, HOME: cwd, ...env }, shell: file.endsWith(".cmd") };
  return new Promise((resolve) => {
    execFile(file, words, options, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}
