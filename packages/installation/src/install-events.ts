import type { ShareMethod } from "@nodewright/artifact-store";
import type { ExecutableInfo } from "@nodewright/executable";
import type { Resolution } from "@nodewright/release-index";
import type { Offer } from "@nodewright/release-source";
import type { PassedOver } from "./passed-over.js";

/** What happens on the way of an install, in order; for progress and explanations. */
export type InstallEvent =
  | ({ readonly type: "passed-over" } & PassedOver)
  | {
      readonly type: "resolved";
      readonly resolution: Resolution;
      readonly source: string;
      readonly origin: string;
    }
  | { readonly type: "proven"; readonly offer: Offer }
  | {
      readonly type: "progress";
      readonly fileName: string;
      readonly receivedBytes: number;
      readonly totalBytes: number | undefined;
    }
  | { readonly type: "retry"; readonly fileName: string; readonly reason: string }
  | { readonly type: "cached"; readonly fileName: string }
  /** The files of an earlier install serve for this one. */
  | { readonly type: "reused"; readonly method: ShareMethod }
  /** No source has a binary, and one is about to be built. */
  | { readonly type: "no-binary"; readonly reason: string }
  /** Another process installs the same release. */
  | { readonly type: "waiting"; readonly pid: number | undefined }
  /** What a build from source says, its report when it fails, and its log when that is asked for. */
  | { readonly type: "build-line"; readonly line: string }
  | { readonly type: "checked"; readonly info: ExecutableInfo };
