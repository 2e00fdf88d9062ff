import { createHash } from "node:crypto";
import { lstat, readdir, readFile, readlink } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, normalize, relative, sep } from "node:path";
import { buffer } from "node:stream/consumers";
import { createGzip } from "node:zlib";
import { type Pack, pack } from "tar-stream";
import { PrebuildError } from "../errors.js";
import type { ManifestFile } from "../integrity/prebuild-manifest.js";

export interface PackFilesOptions {
  /** Called for each file in order: whether it goes in. */
  readonly onFile?: ((path: string, isPacked: boolean) => void) | undefined;
}

export interface PackedFiles {
  /** The bytes of the `.tar.gz`. */
  readonly tarball: Buffer;
  readonly sizeBytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
  /** Files and links, sorted. */
  readonly files: readonly ManifestFile[];
}

/** The time that npm gives files in its tarballs. */
const MTIME = new Date("1985-10-26T08:15:00Z");

/**
 * Packs a folder under its own name: the same files give the same bytes, whenever, wherever and by whomever they are
 * packed with the same zlib. Symbolic links stay links. Files whose names begin with a dot stay out, as with
 * node-pre-gyp; those below a folder of such a name go in. gyp's objects stay out too.
 * @throws PrebuildError ERR_PREBUILD_PACK for links that lead out, and for what is neither file, folder nor link
 */
export async function packFiles(folder: string, { onFile }: PackFilesOptions = {}): Promise<PackedFiles> {
  const archive = pack();
  const gzip = createGzip({ level: 9 });
  archive.on("error", (error) => gzip.destroy(error));
  archive.pipe(gzip);
  const [tarball, files] = await Promise.all([buffer(gzip), addFiles(archive, folder, onFile)]);
  // RFC 1952's "unknown" in the place of the system that packed.
  tarball[OS_BYTE] = 255;
  return { tarball, sizeBytes: tarball.length, sha256: sha256(tarball), files };
}

const OS_BYTE = 9;

/** Objects and dependency lists beside an addon that stays where gyp links it: build/Release. */
const MADE_ON_THE_WAY = /^(obj\.target|\.deps)\//;

async function addFiles(
  archive: Pack,
  folder: string,
  onFile: PackFilesOptions["onFile"],
): Promise<ManifestFile[]> {
  const files: ManifestFile[] = [];
  try {
    for (const path of (await listFiles(folder)).sort()) {
      const isPacked = !basename(path).startsWith(".") && !MADE_ON_THE_WAY.test(path);
      onFile?.(path, isPacked);
      if (isPacked) files.push(await addFile(archive, folder, path));
    }
    archive.finalize();
    return files;
  } catch (error) {
    archive.destroy(error instanceof Error ? error : undefined);
    throw error;
  }
}

/** Relative paths with `/`. */
async function listFiles(folder: string, below = ""): Promise<string[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true });
  const lists = entries.map((entry) => {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    return entry.isDirectory() ? listFiles(folder, path) : [path];
  });
  return (await Promise.all(lists)).flat();
}

async function addFile(archive: Pack, folder: string, path: string): Promise<ManifestFile> {
  const file = join(folder, path);
  const stats = await lstat(file);
  const common = { name: `${basename(folder)}/${path}`, mtime: MTIME, uid: 0, gid: 0, uname: "", gname: "" };
  if (stats.isSymbolicLink()) {
    const linkname = await safeLink(folder, path);
    archive.entry({ ...common, type: "symlink", linkname, mode: 0o777 });
    return { path, sizeBytes: 0, sha256: sha256(linkname) };
  }
  if (!stats.isFile()) throw refused(file, "it is neither a file nor a link");
  const content = await readFile(file);
  archive.entry({ ...common, type: "file", mode: stats.mode & 0o111 ? 0o755 : 0o644 }, content);
  return { path, sizeBytes: content.length, sha256: sha256(content) };
}

async function safeLink(folder: string, path: string): Promise<string> {
  const text = await readlink(join(folder, path));
  const lands = normalize(relative(folder, join(folder, dirname(path), text)));
  if (isAbsolute(text) || lands === ".." || lands.startsWith(`..${sep}`)) {
    throw refused(join(folder, path), `it links to ${text}, which is not packed with it`);
  }
  return text.replaceAll("\\", "/");
}

function sha256(bytes: string | Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function refused(file: string, why: string): PrebuildError {
  return new PrebuildError("ERR_PREBUILD_PACK", `Cannot pack ${file}: ${why}`, {
    hint: "Remove it, or put the file itself in its place.",
  });
}
