import type { ManifestEntry } from "./prebuild-manifest.js";
import type { Signer } from "./signature.js";

/**
 * What vouches for the bytes of a tarball, the strongest first:
 * - `package`: a manifest inside the npm package, which npm has proved
 * - `signature`: a manifest beside the tarball, signed by a key of the keyring
 * - `host`: such a manifest without a signature. It finds damage; whoever can change the tarball can change it too.
 */
export interface Voucher {
  readonly by: "package" | "signature" | "host";
  /** Path or address of the manifest, credentials redacted. */
  readonly manifest: string;
  readonly signer: Signer | undefined;
  readonly entry: ManifestEntry;
}
