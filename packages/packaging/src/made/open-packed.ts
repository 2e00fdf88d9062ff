import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { type Archive, archiveAsset, openArchive } from "@nodewright/app-archive";
import { describeExecutable, type ExecutableInfo, inspect } from "@nodewright/executable";
import { openApplication } from "@nodewright/executable/inject";
import type { ByteSource } from "@nodewright/executable/sea";
import { PackagingError } from "../errors.js";
import { PROVENANCE_ASSET, type Provenance, parseProvenance, SBOM_ASSET } from "./provenance.js";

/** A packed executable, taken apart. */
export interface PackedExecutable {
  readonly info: ExecutableInfo;
  /** What its header says of it, in words. */
  readonly description: string;
  readonly nodeVersion: string | undefined;
  readonly execArgv: readonly string[];
  readonly archive: Archive;
  readonly provenance: Provenance | undefined;
  /** CycloneDX, as it was packed. */
  readonly sbom: string | undefined;
}

/**
 * Reads an executable that this package made. Nothing of it is run.
 *
 * Throws PackagingError ERR_PACKAGING_NO_APP where the app in it was not packed by this package; ExecutableError as
 * `openApplication`; ArchiveError where the archive was changed.
 */
export async function openPacked(path: string): Promise<PackedExecutable> {
  const [info, { content, nodeVersion }] = [await inspect(path), await openApplication(path)];
  const assets = content.assets ?? new Map<string, ByteSource>();
  const archive = assets.get(archiveAsset);
  if (archive === undefined) {
    throw new PackagingError(
      "ERR_PACKAGING_NO_APP",
      `the application in ${path} was packed by another tool`,
      {
        hint: "its blob can be read with openApplication of @nodewright/executable",
      },
    );
  }
  const text = async (name: string): Promise<string | undefined> => {
    const asset = assets.get(name);
    return asset === undefined ? undefined : (await bytesOf(asset)).toString("utf8");
  };
  const provenance = await text(PROVENANCE_ASSET);
  return {
    info,
    description: describeExecutable(info),
    nodeVersion,
    execArgv: content.execArgv ?? [],
    archive: openArchive(await bytesOf(archive)),
    provenance: provenance === undefined ? undefined : parseProvenance(provenance),
    sbom: await text(SBOM_ASSET),
  };
}

async function bytesOf(source: ByteSource): Promise<Buffer> {
  if (source instanceof Uint8Array) return Buffer.from(source);
  return buffer(Readable.from(source.read()));
}
