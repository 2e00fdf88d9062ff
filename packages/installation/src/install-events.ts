import type { ExecutableInfo } from "@nodewright/executable";
import type { Resolution } from "@nodewright/release-index";
import type { Offer } from "@nodewright/release-source";

/** What happens on the way of an install, in order; for progress and explanations. */
export type InstallEvent =
  | { readonly type: "source-unreachable"; readonly source: string; readonly reason: string }
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
  | { readonly type: "checked"; readonly info: ExecutableInfo };
