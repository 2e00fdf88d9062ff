import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { pack } from "tar-stream";
import { runCommand } from "../run-command.js";
import { type ContainerEngine, engineOutput } from "./container-engine.js";
import type { HostToolchain } from "./host-toolchain.js";

const FOLDERS = ["etc", "usr", "proc", "sys", "dev", "run", "tmp", "var", "var/tmp"];
/** Where everybody may write, and remove only what is theirs. */
const STICKY = 0o1777;

/**
 * An image without any file: folders, and the links of a system whose tools are all below /usr. With this machine's
 * tools mounted it is a base for recipes that need no other. The same links give the same image.
 */
export async function hostImage(engine: ContainerEngine, links: HostToolchain["links"]): Promise<string> {
  const tar = await emptyRoot(links);
  const tag = `localhost/nodewright/host-tools:${createHash("sha256").update(tar).digest("hex").slice(0, 16)}`;
  const found = await runCommand(engine.command, ["image", "inspect", "--format", "{{.Id}}", tag], engine);
  if (found.code === 0) return found.stdout.trim();
  const folder = await mkdtemp(join(tmpdir(), "nodewright-image-"));
  try {
    await writeFile(join(folder, "root.tar"), tar);
    await engineOutput(engine, ["import", join(folder, "root.tar"), tag]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return await engineOutput(engine, ["image", "inspect", "--format", "{{.Id}}", tag]);
}

async function emptyRoot(links: HostToolchain["links"]): Promise<Buffer> {
  const archive = pack();
  const mtime = new Date(0);
  for (const name of FOLDERS) {
    const mode = name.endsWith("tmp") ? STICKY : 0o755;
    archive.entry({ name: `${name}/`, type: "directory", mode, mtime });
  }
  for (const { path, to } of links) {
    archive.entry({ name: path.slice(1), type: "symlink", linkname: to, mtime });
  }
  archive.finalize();
  return await buffer(archive);
}
