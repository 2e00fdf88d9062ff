import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { splitWords } from "../context.js";
import { copyTree } from "../copy-tree.js";
import { SourceBuildError } from "../errors.js";
import { capture } from "../run-command.js";
import type { StepFunction } from "./notices.js";

/** Makes the directories that LDFLAGS names: some linkers want them to exist. */
export const ldflagsDirectories: StepFunction = async ({ env }, { directory }) => {
  const words = splitWords(env.LDFLAGS);
  for (const [index, word] of words.entries()) {
    const named = word === "-L" ? words[index + 1] : word.startsWith("-L") ? word.slice(2) : undefined;
    if (named) await mkdir(resolve(directory, named), { recursive: true });
  }
};

/** macOS archives of GraalVM hold a bundle: its inner directory is what is wanted, without the demos. */
export const graal: StepFunction = async ({ prefix }) => {
  const home = join(prefix, "Contents", "Home");
  if (existsSync(home)) {
    for (const name of await readdir(home)) {
      await rm(join(prefix, name), { recursive: true, force: true });
      await rename(join(home, name), join(prefix, name));
    }
    await rm(join(prefix, "Contents"), { recursive: true });
  }
  for (const name of ["demo", "sample", "src"])
    await rm(join(prefix, name), { recursive: true, force: true });
};

/** jx looks for npm where its configuration says, and for a file that is named after its version. */
export const jxcoreNpm: StepFunction = async ({ prefix, env }, { directory }) => {
  const home = join(prefix, "libexec");
  await copyTree(directory, join(home, ".jx", "npm"));
  const version = await capture([join(prefix, "bin", "jx"), "-jxv"], { env });
  if (version === undefined) throw new SourceBuildError("ERR_BUILD_FAILED", `cannot run ${prefix}/bin/jx`);
  await writeFile(join(home, ".jx", version), "1\n");
  await writeFile(join(prefix, "bin", "jx.config"), `{\n  "npmjxPath": ${JSON.stringify(home)}\n}\n`);
};
