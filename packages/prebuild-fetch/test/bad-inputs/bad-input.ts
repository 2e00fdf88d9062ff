import type { PrebuildErrorCode } from "../../src/errors.js";

/** Something that must not work, and the words in which it must not. */
export interface BadInput {
  readonly title: string;
  readonly code: PrebuildErrorCode;
  /** Of the message: what failed, and why. */
  readonly says: string;
  /** Of the hint: the next step. */
  readonly hint: string;
  /** Fails, and leaves nothing in the folder that it is given. */
  readonly attempt: (root: string) => Promise<unknown>;
}
