import { type ArchiveBytes, type ArchiveFile, type Compression, writeArchive } from "@nodewright/app-archive";
import { readTraced, type Trace, type TracedFile } from "@nodewright/app-archive/trace";
import { adaptAddons } from "../addons/adapt-addons.js";
import type { AddonSources, AddonSwap } from "../addons/types.js";
import type { BaseBinary } from "../base/base-binary.js";
import { type Executable, type PackExecutableOptions, packExecutable } from "./pack-executable.js";

export interface PackAppOptions extends Omit<PackExecutableOptions, "base" | "archive" | "output"> {
  readonly trace: Trace;
  readonly compression?: Compression | undefined;
  /** What to make: a base, and where its executable goes. */
  readonly wanted: readonly { readonly base: BaseBinary; readonly output: string }[];
  /** Where addons for other targets come from; undefined leaves the app's own in, whether they load there or not. */
  readonly addons?: AddonSources | undefined;
  /** Changes what is packed, such as a user's hook. */
  readonly change?:
    | ((files: readonly ArchiveFile[], traced: readonly TracedFile[]) => Promise<ArchiveFile[]>)
    | undefined;
  /** Called for each executable, in order, when it is whole. */
  readonly onPacked?: ((packed: PackedApp) => void | Promise<void>) | undefined;
}

/** An executable of an app. */
export interface PackedApp extends Executable {
  readonly base: BaseBinary;
  readonly files: readonly TracedFile[];
  readonly swaps: readonly AddonSwap[];
}

/**
 * Makes an executable of a traced app for each base. The files are packed once for all targets that need no other
 * addons.
 *
 * Throws as `adaptAddons`, `writeArchive` and `packExecutable`.
 */
export async function packApp(options: PackAppOptions): Promise<PackedApp[]> {
  const { trace, wanted, addons, onPacked } = options;
  let shared: ArchiveBytes | undefined;
  const packed: PackedApp[] = [];
  for (const { base, output } of wanted) {
    const { files, swaps } =
      addons === undefined ? { files: trace.files, swaps: [] } : await adaptAddons(trace, base, addons);
    const isOwn = swaps.length > 0;
    const archive = (isOwn ? undefined : shared) ?? (await archiveOf(files, options));
    if (!isOwn) shared = archive;
    const app = { ...(await packExecutable({ ...options, base, archive, output })), base, files, swaps };
    packed.push(app);
    await onPacked?.(app);
  }
  return packed;
}

async function archiveOf(files: readonly TracedFile[], options: PackAppOptions): Promise<ArchiveBytes> {
  const { trace, change, compression } = options;
  const read = readTraced({ files });
  const changed = change === undefined ? read : await change(read, files);
  const { entry, links } = trace;
  // A link to what gave way to another addon leads nowhere.
  const there = links.filter(({ target }) =>
    files.some(({ path }) => path === target || path.startsWith(`${target}/`)),
  );
  return writeArchive({ files: changed, links: there, entry, ...(compression && { compression }) });
}
