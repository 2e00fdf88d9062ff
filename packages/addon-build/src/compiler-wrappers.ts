import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Command, quoteWord } from "./run-command.js";
import type { Toolchain } from "./toolchain/toolchain.js";

/** The variables by which gyp's makefiles, autotools and CMake are told their compilers. */
export interface CompilerEnvironment {
  readonly CC: string;
  readonly CXX: string;
  readonly AR: string;
  readonly LINK: string;
}

/**
 * Writes programs named cc, c++ and ar for a toolchain whose commands have arguments of their own: makefiles want one
 * word. They are scripts for a POSIX shell, as are the makefiles.
 */
export async function writeCompilerWrappers(
  { cc, cxx = cc, ar }: Pick<Toolchain, "cc" | "cxx" | "ar">,
  folder: string,
): Promise<CompilerEnvironment> {
  await mkdir(folder, { recursive: true });
  const write = async (name: string, command: Command): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, `#!/bin/sh\nexec ${command.map(quoteWord).join(" ")} "$@"\n`);
    await chmod(path, 0o755);
    return path;
  };
  const CXX = await write("c++", cxx);
  return { CC: await write("cc", cc), CXX, AR: await write("ar", ar), LINK: CXX };
}
