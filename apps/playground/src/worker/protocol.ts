import type {
  CompletionItem,
  Diagnostic,
  Hover,
  Position,
  Publisher,
  QuickFix,
  Range,
  TextDocument,
} from "@nodewright/target-language";
import type { Dialect } from "@nodewright/target-triple";

/** One target that a spelling may mean. */
export interface Meaning {
  /** Canonical. */
  readonly target: string;
  readonly publishers: readonly Publisher[];
}

export interface Conversion {
  readonly meanings: readonly Meaning[];
  readonly dialect: Dialect;
  /** What the dialect is, and who made its rule. */
  readonly source: string;
  readonly warnings: readonly string[];
  /** Other dialects that have the spelling. */
  readonly others: readonly Dialect[];
  /** What each dialect says; an empty list where it cannot say any of the targets. */
  readonly spellings: readonly { readonly dialect: Dialect; readonly texts: readonly string[] }[];
}

/** What the worker answers, by its name. */
export interface Calls {
  dialects(): readonly { readonly name: Dialect; readonly source: string }[];
  convert(text: string, dialect: Dialect | undefined): Conversion;
  diagnose(document: TextDocument): readonly Diagnostic[];
  fixes(document: TextDocument, range: Range): readonly QuickFix[];
  complete(document: TextDocument, position: Position): readonly CompletionItem[];
  hover(document: TextDocument, position: Position): Hover | undefined;
}

export interface Request<Name extends keyof Calls = keyof Calls> {
  readonly id: number;
  readonly name: Name;
  readonly args: Parameters<Calls[Name]>;
}

export type Response =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: { readonly message: string; readonly hint?: string | undefined } };
