import { resolve } from "node:path";
import { type Io, UsageError } from "@nodewright/command-line";
import {
  type Definition,
  directoryStore,
  exportNodeBuildDefinition,
  formatDefinition,
} from "@nodewright/definitions";
import { findSubject } from "../node-build/definition-sources.js";
import { type Format, formatOf, lookupPath } from "./places.js";

export interface ExportFlags {
  readonly format: string;
  readonly to?: string;
}

/** Finds each definition as an installation would, and writes it in the form that is asked for. */
export async function exportDefinitions(names: readonly string[], flags: ExportFlags, io: Io): Promise<void> {
  const format = formatOf(flags.format);
  const directories = await lookupPath(io);
  for (const name of names) {
    const definition = await definitionOf(name, directories, io);
    const text =
      format === "node-build" ? exportNodeBuildDefinition(definition) : formatDefinition(definition, format);
    if (flags.to === undefined) {
      io.stdout.write(text);
      continue;
    }
    await directoryStore(resolve(io.cwd, flags.to)).write(fileNameOf(definition, format), text);
    io.stdout.write(`${fileNameOf(definition, format)} written\n`);
  }
}

function fileNameOf({ name }: Definition, format: Format): string {
  return format === "node-build" ? name : `${name}.${format}`;
}

async function definitionOf(name: string, directories: readonly string[], io: Io): Promise<Definition> {
  const path = { directories, usesBundled: true };
  const subject = await findSubject(name, { cwd: io.cwd, env: io.env, path, stderr: io.stderr });
  if (!subject)
    throw new UsageError(`there is no definition of ${name}`, { hint: "see: node-build --definitions" });
  if ("definition" in subject) return subject.definition;
  throw new UsageError(`${subject.program} is a bash program: only bash can say what it installs`);
}
