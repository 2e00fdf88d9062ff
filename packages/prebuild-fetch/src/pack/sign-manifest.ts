import { rm } from "node:fs/promises";
import { writeFileAtomic } from "@nodewright/artifact-store";
import type { NamedText, SigningOptions } from "../integrity/signature.js";

/** The signature of a manifest; undefined without `signing`, which then loads no OpenPGP. */
export async function signManifest(
  manifest: NamedText,
  signing: SigningOptions | undefined,
): Promise<string | undefined> {
  if (signing === undefined) return undefined;
  const { signPrebuildManifest } = await import("../integrity/signature.js");
  return signPrebuildManifest(manifest, signing);
}

/** Puts a signature beside its manifest as `<manifest>.asc`; without one, that of an earlier manifest goes. */
export async function placeSignature(
  manifestFile: string,
  signature: string | undefined,
): Promise<string | undefined> {
  const file = `${manifestFile}.asc`;
  if (signature === undefined) await rm(file, { force: true });
  else await writeFileAtomic(file, signature);
  return signature === undefined ? undefined : file;
}
