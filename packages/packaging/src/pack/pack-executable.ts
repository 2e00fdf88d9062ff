import { mkdir, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { type ArchiveBytes, appContent } from "@nodewright/app-archive";
import { inject, type WindowsResources } from "@nodewright/executable/inject";
import type { ByteSource } from "@nodewright/executable/sea";
import type { BaseBinary } from "../base/base-binary.js";
import { PackagingError } from "../errors.js";

export interface PackExecutableOptions {
  readonly base: BaseBinary;
  /** The app's files, as `writeArchive` packs them. */
  readonly archive: ArchiveBytes;
  /** A file there is replaced; a folder is not. */
  readonly output: string;
  /** Options of Node.js that precede those of the command line. */
  readonly execArgv?: readonly string[] | undefined;
  /** How users can add to them: by NODE_OPTIONS (`env`, the default), `--node-options=` or not at all. */
  readonly execArgvExtension?: "none" | "env" | "cli" | undefined;
  /** Drop the symbol table of ELF bases; true unless said. */
  readonly stripSymbols?: boolean | undefined;
  /** What goes in beside the app, by name: provenance, a bill of materials. */
  readonly assets?: ReadonlyMap<string, Uint8Array> | undefined;
  readonly windows?: WindowsResources | undefined;
}

/** An executable that was made. */
export interface Executable {
  readonly output: string;
  readonly sizeBytes: number;
}

/**
 * Writes the executable of an app: its archive in a copy of the base. Nothing of either is run.
 *
 * Throws PackagingError ERR_PACKAGING_OUTPUT, and ExecutableError as `inject`.
 */
export async function packExecutable(options: PackExecutableOptions): Promise<Executable> {
  const { base, archive, execArgv = [], execArgvExtension, stripSymbols = true, windows } = options;
  const output = resolve(options.output);
  await requireWritable(output);
  const app = await appContent(archive);
  const content = {
    ...app,
    assets: new Map<string, ByteSource>([...app.assets, ...(options.assets ?? [])]),
    ...(execArgv.length === 0 ? {} : { execArgv }),
    ...(execArgvExtension === undefined ? {} : { execArgvExtension }),
  };
  const { sizeBytes } = await inject({
    base: base.path,
    analysis: base.analysis,
    output,
    content,
    stripSymbols,
    signature: "remove",
    ...(windows === undefined || base.target.os !== "win32" ? {} : { windows }),
  });
  return { output, sizeBytes };
}

async function requireWritable(output: string): Promise<void> {
  const there = await stat(output).catch(() => undefined);
  if (there !== undefined && !there.isFile()) {
    throw new PackagingError("ERR_PACKAGING_OUTPUT", `cannot write ${output}: it is there, and no file`, {
      hint: "name another file with --output",
    });
  }
  await mkdir(dirname(output), { recursive: true });
}
