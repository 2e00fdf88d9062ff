import { spawn } from "node:child_process";
import { PrebuildAuthorError } from "../errors.js";
import type { AddonProject } from "../read-project.js";

export interface PublishedFilesOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The files that `npm publish` would take of a project, by npm's own rules; package.json is among them.
 * @throws PrebuildAuthorError ERR_AUTHOR_PACK when npm cannot be asked
 */
export async function publishedFiles(
  project: AddonProject,
  options: PublishedFilesOptions,
): Promise<string[]> {
  const { root, name } = project;
  const { code, stdout, stderr } = await runNpm(
    ["pack", "--dry-run", "--json", "--ignore-scripts"],
    root,
    options,
  );
  const files = filesOf(stdout);
  if (code === 0 && files !== undefined) return files;
  throw new PrebuildAuthorError(
    "ERR_AUTHOR_PACK",
    `npm does not say what it would publish of ${name}: ${stderr.trim()}`,
    {
      hint: "npm pack --dry-run in the addon's folder shows the same",
    },
  );
}

function filesOf(text: string): string[] | undefined {
  try {
    // npm 12 answers an object by package name, earlier ones a list.
    const answer: unknown = JSON.parse(text);
    const [first]: unknown[] = Array.isArray(answer) ? answer : Object.values(Object(answer));
    const { files } = Object(first);
    return Array.isArray(files) ? files.map(({ path }: { path: string }) => path) : undefined;
  } catch {
    return undefined;
  }
}

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function runNpm(args: readonly string[], cwd: string, options: PublishedFilesOptions): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const isWindows = process.platform === "win32";
    const child = spawn(isWindows ? "npm.cmd" : "npm", args, {
      cwd,
      env: { ...options.env },
      shell: isWindows,
      stdio: ["ignore", "pipe", "pipe"],
      ...(options.signal && { signal: options.signal }),
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.once("error", (error) => {
      if (options.signal?.aborted) reject(options.signal.reason);
      else resolve({ code: 127, stdout, stderr: error.message });
    });
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
}
