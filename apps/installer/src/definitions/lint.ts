import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { type Io, UsageError } from "@nodewright/command-line";
import {
  type Definition,
  definitionNameOf,
  directoryStore,
  exportNodeBuildDefinition,
  formatDefinition,
  importNodeBuildDefinition,
  type Lifecycle,
  lintDefinition,
  noticeFor,
  parseDefinition,
  withNotice,
} from "@nodewright/definitions";
import { lifecycleOf, lookupPath } from "./places.js";

export interface LintFlags {
  readonly fix?: boolean;
  readonly schedule?: string;
  readonly json?: boolean;
}

interface Finding {
  readonly rule: string;
  readonly message: string;
}

/** @returns The exit code: 1 when something is wrong that was not put right. */
export async function lint(paths: readonly string[], flags: LintFlags, io: Io): Promise<number> {
  const lifecycle = await lifecycleOf(flags.schedule, io);
  const places = paths.length > 0 ? paths : await lookupPath(io);
  let exitCode = 0;
  for (const place of places) {
    for (const file of await filesAt(place, { io, isNamed: paths.length > 0 })) {
      io.signal.throwIfAborted();
      for (const finding of await lintFile(file, lifecycle, flags.fix ?? false)) {
        exitCode = 1;
        const line = flags.json
          ? JSON.stringify({ file, ...finding })
          : `${file}: ${finding.rule}: ${finding.message}`;
        io.stdout.write(`${line}\n`);
      }
    }
  }
  return exitCode;
}

async function filesAt(
  place: string,
  { io, isNamed }: { io: Io; isNamed: boolean },
): Promise<readonly string[]> {
  const path = resolve(io.cwd, place);
  const stats = await stat(path).catch(() => undefined);
  if (!stats && isNamed) throw new UsageError(`${place} is neither a file nor a folder`);
  if (!stats?.isDirectory()) return stats ? [path] : [];
  const names = (await readdir(path)).filter((name) => !name.startsWith("."));
  return names.sort().map((name) => join(path, name));
}

async function lintFile(file: string, lifecycle: Lifecycle, fix: boolean): Promise<readonly Finding[]> {
  const text = await readFile(file, "utf8");
  const isDeclarative = /\.(?:json|ya?ml)$/.test(file);
  let definition: Definition;
  if (isDeclarative) {
    try {
      definition = parseDefinition(text, file);
    } catch (error) {
      return [{ rule: "unreadable", message: error instanceof Error ? error.message : String(error) }];
    }
  } else {
    const result = importNodeBuildDefinition(text, definitionNameOf(file));
    // Only bash can say what a program does, so there is nothing to say about it.
    if (result.kind === "program") return [];
    definition = result.definition;
  }
  const findings = lintDefinition(definition, lifecycle);
  if (!fix || definition.kind === "channel" || !findings.some(({ rule }) => rule === "notice"))
    return findings;
  const fixed = withNotice(definition, noticeFor(definition.name, lifecycle));
  const form = file.endsWith(".json") ? "json" : "yaml";
  const written = isDeclarative ? formatDefinition(fixed, form) : exportNodeBuildDefinition(fixed);
  await directoryStore(dirname(file)).write(basename(file), written);
  return lintDefinition(fixed, lifecycle);
}
