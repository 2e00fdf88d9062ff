import { basename, isAbsolute, join } from "node:path";
import type { Target } from "@nodewright/target-triple";
import { type AddonRecipe, languageOf, recipeFor } from "./recipe.js";
import type { Command } from "./run-command.js";
import type { Toolchain } from "./toolchain/toolchain.js";

export interface SourceCommandsOptions {
  readonly recipe: AddonRecipe;
  readonly target: Target;
  readonly toolchain: Pick<Toolchain, "kind" | "cc" | "cxx">;
  /** The addon's folder, to which the recipe's paths are relative. */
  readonly projectDir: string;
  /** Where objects go. */
  readonly objectDir: string;
  readonly outFile: string;
  /** Name of the addon, without `.node`. */
  readonly moduleName: string;
  /** Folders of headers: those of the recipe, resolved, and Node-API's. */
  readonly includeDirs: readonly string[];
  /** `NAPI_VERSION`: the level of Node-API to build for; the headers' own default when absent. */
  readonly napiVersion?: number | undefined;
  /** More C files, which the target asks for. */
  readonly extraSources?: readonly string[] | undefined;
}

export interface SourceCommands {
  /** One for each source; they may run side by side. */
  readonly compile: readonly { readonly source: string; readonly command: Command }[];
  readonly link: Command;
  /** Whether a C++ compiler is needed. */
  readonly hasCxx: boolean;
}

/** The commands that make an addon of a recipe's sources. */
export function sourceCommands(options: SourceCommandsOptions): SourceCommands {
  const { recipe, target, toolchain, projectDir, extraSources = [] } = options;
  const part = recipeFor(recipe, target.os);
  const hasCxx = part.sources.some((source) => languageOf(source) === "c++");
  const cxx = toolchain.cxx ?? toolchain.cc;
  const flags = commonFlags(options, part.defines);
  const { cStandard, cxxStandard } = recipe;
  const compile = [...part.sources, ...extraSources].map((source, index) => {
    const own =
      languageOf(source) === "c++"
        ? [...cxx, `-std=${cxxStandard}`, ...flags, ...part.cflags, ...part.cflagsCc]
        : [...toolchain.cc, ...(cStandard ? [`-std=${cStandard}`] : []), ...flags, ...part.cflags];
    const path = isAbsolute(source) ? source : join(projectDir, source);
    return { source, command: [...own, "-c", path, "-o", objectPath(options, source, index)] as const };
  });
  const objects = compile.map(({ command }) => command.at(-1) ?? "");
  const link = [
    ...(hasCxx ? cxx : toolchain.cc),
    ...linkFlags(target, toolchain.kind),
    "-o",
    options.outFile,
    ...objects,
    ...part.ldflags,
    ...part.libraries.map((name) => `-l${name}`),
  ];
  return { compile: compile.map(toCompile), link: toCommand(link), hasCxx };
}

function commonFlags(options: SourceCommandsOptions, defines: readonly string[]): string[] {
  const { target, moduleName, napiVersion, includeDirs } = options;
  const all = [
    `NODE_GYP_MODULE_NAME=${moduleName}`,
    "BUILDING_NODE_EXTENSION",
    ...(napiVersion === undefined ? [] : [`NAPI_VERSION=${napiVersion}`]),
    ...defines,
  ];
  return [
    "-O2",
    ...(target.os === "win32" ? [] : ["-fPIC"]),
    ...all.map((define) => `-D${define}`),
    ...includeDirs.map((folder) => `-I${folder}`),
  ];
}

/** What makes a library that Node.js loads; symbols of Node-API are left to the program that loads it. */
function linkFlags({ os }: Target, kind: Toolchain["kind"]): string[] {
  if (os === "darwin") {
    // Stripped by the linker only in part: exported names stay, as they must.
    return kind === "zig"
      ? ["-shared", "-Wl,-undefined,dynamic_lookup"]
      : ["-bundle", "-undefined", "dynamic_lookup"];
  }
  // MinGW's own libraries are nowhere on a Windows machine.
  if (os === "win32") return ["-shared", "-s", ...(kind === "zig" ? [] : ["-static"])];
  return ["-shared", "-s"];
}

/** Two sources may have the same name in different folders. */
function objectPath({ objectDir }: SourceCommandsOptions, source: string, index: number): string {
  return join(objectDir, `${index}-${basename(source)}.o`);
}

function toCompile({ source, command }: { source: string; command: readonly string[] }): {
  source: string;
  command: Command;
} {
  return { source, command: toCommand(command) };
}

function toCommand([file = "", ...args]: readonly string[]): Command {
  return [file, ...args];
}
