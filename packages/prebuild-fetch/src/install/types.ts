import type { ArchiveEntry, DownloadProgress, DownloadRetry, HttpClient } from "@nodewright/artifact-store";
import type { Keyring } from "@nodewright/gpg-verify";
import type { SystemLibraries } from "../check/system-libraries.js";
import type { IntegrityDemand, PrebuildPlan } from "../config/types.js";
import type { Voucher } from "../integrity/voucher.js";

/** What of a plan an install needs. */
export interface InstallPlan
  extends Pick<
      PrebuildPlan,
      | "name"
      | "version"
      | "root"
      | "target"
      | "runtime"
      | "modulePath"
      | "addonFile"
      | "hostedTarball"
      | "remotePath"
      | "packageName"
      | "manifestFile"
      | "keyringFile"
    >,
    Partial<Pick<PrebuildPlan, "requireIntegrity">> {
  /** How many leading path components of the archive stand for `modulePath`. Default: 1. */
  readonly stripComponents?: number | undefined;
}

/** Something that the user should know, and that did not stop the install. */
export interface InstallWarning {
  readonly code: "unusable-addon" | "unverified";
  readonly message: string;
  readonly hint?: string | undefined;
}

export interface InstallOptions {
  readonly client: HttpClient;
  /** Replace an addon that is there, whether it is usable or not. */
  readonly update?: boolean | undefined;
  /**
   * Take nothing that no manifest vouches for; `"signed"`: nothing without a signature by the keyring. The plan may
   * ask for more. Default: no, then that is a warning.
   */
  readonly requireIntegrity?: IntegrityDemand | undefined;
  /** Public keys that must have signed manifests, in the place of the package's own. */
  readonly keyring?: Keyring | undefined;
  /**
   * Opens what a host refuses with 403, as by a signed request to S3; undefined where there are no credentials for it.
   * Called with the addresses of the tarball and its manifest.
   */
  readonly openPrivate?: ((url: string) => Promise<AsyncIterable<Uint8Array> | undefined>) | undefined;
  /** What the system offers. Default: looked up where the plan is for this process. */
  readonly libraries?: SystemLibraries | undefined;
  /**
   * The Node.js that the plan is for, where it is here: an addon whose header does not tell its ABI is loaded in it
   * once. Default: such an addon is taken for fitting.
   */
  readonly execPath?: string | undefined;
  readonly onEntry?: ((entry: ArchiveEntry) => void) | undefined;
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
  readonly onRetry?: ((retry: DownloadRetry) => void) | undefined;
  readonly onWarning?: ((warning: InstallWarning) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface InstallOutcome {
  /** `present`: an addon that fits was there. */
  readonly state: "present" | "installed";
  /** The `.node` file. */
  readonly addonFile: string;
  /** Who vouched for the bytes; undefined for an addon that was there, and where nobody did. */
  readonly voucher: Voucher | undefined;
}
