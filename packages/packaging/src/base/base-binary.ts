import type { BaseAnalysis } from "@nodewright/executable/inject";
import type { Receipt } from "@nodewright/installation";
import type { Target } from "@nodewright/target-triple";

/** A Node.js binary that carries apps. */
export interface BaseBinary {
  readonly path: string;
  /** `v24.21.0`; what the binary says of itself where nobody vouches for it. */
  readonly version: string;
  readonly target: Target;
  readonly analysis: BaseAnalysis;
  /** Where it came from and what vouched for it; undefined for a file that the user named. */
  readonly receipt?: Receipt | undefined;
}
