import { spawn } from "node:child_process";
import type { ArchiveFile } from "@nodewright/app-archive";
import type { TracedFile } from "@nodewright/app-archive/trace";
import type { PkgLog } from "./log.js";
import type { PatchPart, PkgConfig, Transform } from "./options.js";
import { ReportedError } from "./reported-error.js";

type Env = Readonly<Record<string, string | undefined>>;

export async function runPreBuild({ preBuild }: PkgConfig, log: PkgLog, env: Env): Promise<void> {
  if (preBuild === undefined) return;
  log.info("Running preBuild hook...");
  await (typeof preBuild === "string" ? runShell(preBuild, env, "preBuild") : preBuild());
}

export async function runPostBuild(
  { postBuild }: PkgConfig,
  output: string,
  { log, env }: { readonly log: PkgLog; readonly env: Env },
): Promise<void> {
  if (postBuild === undefined) return;
  log.info(`Running postBuild hook for ${output}`);
  const withOutput = { ...env, PKG_OUTPUT: output };
  await (typeof postBuild === "string" ? runShell(postBuild, withOutput, "postBuild") : postBuild(output));
}

async function runShell(command: string, env: Env, name: string): Promise<void> {
  const child = spawn(command, { shell: true, stdio: "inherit", env: { ...env } });
  const ended = await new Promise<string | undefined>((settle, reject) => {
    child.once("error", (cause) =>
      reject(new ReportedError(`${name} hook failed to spawn: ${cause.message}`, [], cause)),
    );
    child.once("exit", (code, signal) =>
      settle(code === 0 ? undefined : signal === null ? `exit code ${code}` : `signal ${signal}`),
    );
  });
  if (ended !== undefined) throw new ReportedError(`${name} hook failed (${ended}): ${command}`);
}

/** Files with the patches of packages and the user's own change applied. */
export async function changedFiles(
  files: readonly ArchiveFile[],
  traced: readonly TracedFile[],
  {
    patches,
    transform,
    log,
  }: {
    readonly patches: ReadonlyMap<string, readonly PatchPart[]>;
    readonly transform: Transform | undefined;
    readonly log: PkgLog;
  },
): Promise<ArchiveFile[]> {
  if (transform !== undefined) log.info("Running transform hook...");
  const changed: ArchiveFile[] = [];
  for (const [i, file] of files.entries()) {
    const source = traced[i]?.source ?? file.path;
    const parts = patches.get(source);
    const patched = parts === undefined ? file : { ...file, bytes: patch(file.bytes, parts) };
    changed.push(transform === undefined ? patched : await transformed(patched, source, transform));
  }
  return changed;
}

/** Texts in pairs, what is found and what stands for it; or `{ do }` and a text. */
function patch(bytes: Uint8Array, parts: readonly PatchPart[]): Uint8Array {
  let text = new TextDecoder().decode(bytes);
  for (let i = 0; i + 1 < parts.length; i += 2) {
    const [what, replacement] = [parts[i], String(parts[i + 1])];
    if (typeof what === "string") text = text.replaceAll(what, replacement);
    else if (what?.do === "erase") text = replacement;
    else if (what?.do === "prepend") text = replacement + text;
    else if (what?.do === "append") text += replacement;
  }
  return new TextEncoder().encode(text);
}

async function transformed(file: ArchiveFile, source: string, transform: Transform): Promise<ArchiveFile> {
  const result = await call(file, source, transform);
  if (result === undefined) return file;
  if (typeof result === "string") return { ...file, bytes: new TextEncoder().encode(result) };
  if (Buffer.isBuffer(result)) return { ...file, bytes: new Uint8Array(result) };
  throw new ReportedError(
    `transform hook for "${source}" returned ${typeof result}; expected string, Buffer, or undefined`,
  );
}

async function call(file: ArchiveFile, source: string, transform: Transform): Promise<unknown> {
  try {
    return await transform(source, Buffer.from(file.bytes));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ReportedError(`transform hook threw for "${source}": ${reason}`, [], cause);
  }
}
