import type { SpecDialect } from "@nodewright/release-index";
import type { Dialect } from "@nodewright/target-triple";
import type { DiagnosticCode, Severity } from "./types.js";

/** What a word in a document is about, and in whose words it is written. */
export type Topic =
  | { readonly kind: "pkg-target" }
  | { readonly kind: "version"; readonly dialect: SpecDialect }
  | { readonly kind: "npm-word"; readonly field: "os" | "cpu" | "libc" }
  | { readonly kind: "target"; readonly dialect: Dialect }
  | { readonly kind: "image-tag" };

/** How many words of a list are looked at for one that is there twice. */
export const MAX_BEFORE = 100;

/** A word in a document. */
export interface Spot {
  readonly topic: Topic;
  /** Without quotes. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** What stands before it in the same list. */
  readonly before?: readonly string[] | undefined;
  /** A scalar of YAML without quotes, which may be a number. */
  readonly isPlainYaml?: boolean | undefined;
}

/** Something that is wrong, in offsets from the start of the document. */
export interface Finding {
  readonly start: number;
  readonly end: number;
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  /** What stands there instead once it is right, the likeliest first. */
  readonly fixes?: readonly Replacement[];
}

export interface Replacement {
  readonly title: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A word that can stand at a spot. */
export interface Suggestion {
  readonly text: string;
  readonly detail?: string | undefined;
}
