import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { type BuildContext, isNodePackage } from "./context.js";
import { SourceBuildError } from "./errors.js";
import { run } from "./run-command.js";

/**
 * Applies the patch on standard input to a package of Node.js itself.
 *
 * @throws SourceBuildError `ERR_BUILD_FAILED` when it does not apply.
 */
export async function applyPatch(
  context: BuildContext,
  packageName: string,
  directory: string,
): Promise<void> {
  if (!isNodePackage(packageName)) return;
  const patch = await text(createReadStream("", { fd: 0, autoClose: false }));
  const file = join(context.temporary, `node-patch.${randomBytes(8).toString("hex")}`);
  await writeFile(file, patch, { flag: "wx", mode: 0o600 });
  const depth = /^--- a\//m.test(patch) ? 1 : 0;
  try {
    const code = await run(context, ["patch", `-p${depth}`, "--force", "-i", file], {
      cwd: directory,
      output: "inherit",
    });
    if (code !== 0)
      throw new SourceBuildError("ERR_BUILD_FAILED", `the patch does not apply to ${packageName}`);
  } finally {
    await rm(file, { force: true });
  }
}
