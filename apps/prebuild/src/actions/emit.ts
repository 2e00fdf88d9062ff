import { relative, resolve } from "node:path";
import type { Io } from "@nodewright/command-line";
import { type EmittedPackages, emitPackages, readProject } from "@nodewright/prebuild-author";
import { formatTarget } from "@nodewright/target-triple";

export interface EmitFlags {
  readonly directory?: string;
  readonly json?: boolean;
  readonly stage?: string;
  readonly out?: string;
  readonly loader?: string;
  readonly saveLoader?: boolean;
}

/** `nodewright-prebuild emit` */
export async function emit({ directory = ".", json = false, ...flags }: EmitFlags, io: Io): Promise<void> {
  const project = await readProject(resolve(io.cwd, directory));
  const emitted = await emitPackages({ project, ...flags, env: io.env, signal: io.signal });
  io.stdout.write(json ? `${JSON.stringify(report(emitted))}\n` : text(emitted, io.cwd));
}

function text({ main, platforms, usesLoader }: EmittedPackages, cwd: string): string {
  const here = (folder: string): string => relative(cwd, folder) || ".";
  const folders = [...platforms, main].map(({ folder }) => here(folder));
  const made =
    platforms.length === 1 ? "the package of one platform" : `packages for ${platforms.length} platforms`;
  const lines = [
    `made ${main.name} and ${made}; publish them in this order:`,
    ...folders.map((folder) => `  npm publish ./${folder}`),
  ];
  if (!usesLoader) {
    lines.push(
      `note: no file of ${main.name} asks for ${main.loader}, which loads the addon.`,
      `      In place of find() or bindings(): const addon = require("./${main.loader}");`,
    );
  }
  return `${lines.join("\n")}\n`;
}

function report({ main, platforms, usesLoader }: EmittedPackages): object {
  return {
    main,
    platforms: platforms.map(({ target, ...one }) => ({ ...one, target: formatTarget(target) })),
    usesLoader,
  };
}
