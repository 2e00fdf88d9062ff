import { type ArchiveBytes, type ArchiveFile, type Compression, writeArchive } from "@nodewright/app-archive";
import { readTraced, type Trace, type TracedFile } from "@nodewright/app-archive/trace";
import { adaptAddons } from "../addons/adapt-addons.js";
import type { AddonSources, AddonSwap } from "../addons/types.js";
import type { BaseBinary } from "../base/base-binary.js";
import {
  type AppName,
  makeProvenance,
  PROVENANCE_ASSET,
  type Provenance,
  SBOM_ASSET,
} from "../made/provenance.js";
import { makeSbom, type Sbom } from "../made/sbom.js";
import { type Executable, type PackExecutableOptions, packExecutable } from "./pack-executable.js";

export interface PackAppOptions
  extends Omit<PackExecutableOptions, "base" | "archive" | "output" | "assets"> {
  readonly trace: Trace;
  /** What provenance and bill call the app. */
  readonly app: AppName;
  /** The version of the program that packs, for the provenance. */
  readonly packager: string;
  /** Whether a bill of materials goes in; it is part of the result in any case. */
  readonly embedsSbom?: boolean | undefined;
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
  readonly provenance: Provenance;
  readonly sbom: Sbom;
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
    const provenance = makeProvenance(base, options.app, options.packager);
    const sbom = makeSbom(options.app, base, files);
    const assets = new Map([[PROVENANCE_ASSET, toBytes(provenance)]]);
    if (options.embedsSbom === true) assets.set(SBOM_ASSET, toBytes(sbom));
    const made = await packExecutable({ ...options, base, archive, output, assets });
    const app: PackedApp = { ...made, base, files, swaps, provenance, sbom };
    packed.push(app);
    await onPacked?.(app);
  }
  return packed;
}

function toBytes(value: object): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
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
