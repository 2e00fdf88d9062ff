/** An open document, as the Language Server Protocol names one. */
export interface TextDocument {
  /** Its last segments say what kind of file it is. */
  readonly uri: string;
  readonly text: string;
  /** The editor's word for the language; decides where the name of the file does not. */
  readonly languageId?: string | undefined;
}

/** Zero-based; `character` counts UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** From `start` up to `end`, which is not part of it. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

/** Stable: users switch diagnostics off by these. The README says when each is given. */
export const diagnosticCodes = [
  "unknown-word",
  "duplicate-word",
  "duplicate-target",
  "foreign-spelling",
  "invalid-version",
  "unquoted-version",
  "no-release",
  "no-binary",
  "no-prebuild",
  "end-of-life",
  "schema",
  "too-large",
] as const;
export type DiagnosticCode = (typeof diagnosticCodes)[number];

/** The protocol's numbers. */
export const severities = { error: 1, warning: 2, information: 3, hint: 4 } as const;
export type Severity = (typeof severities)[keyof typeof severities];

export interface Diagnostic {
  readonly range: Range;
  readonly severity: Severity;
  readonly code: DiagnosticCode;
  readonly source: "nodewright";
  readonly message: string;
}

/** An edit that removes the cause of a diagnostic. */
export interface QuickFix {
  readonly title: string;
  readonly diagnostic: Diagnostic;
  readonly edits: readonly TextEdit[];
  /** The one that is meant most likely. */
  readonly isPreferred: boolean;
}

/** What an item completes; the server gives it the protocol's number. */
export type CompletionKind = "property" | "value" | "enum-member";

export interface CompletionItem {
  readonly label: string;
  readonly kind: CompletionKind;
  /** Half a line beside the label. */
  readonly detail?: string | undefined;
  /** Markdown. */
  readonly documentation?: string | undefined;
  /** What the editor compares with the text that the edit replaces. */
  readonly filterText: string;
  readonly sortText: string;
  readonly textEdit: TextEdit;
}

export interface Hover {
  readonly range: Range;
  readonly contents: { readonly kind: "markdown"; readonly value: string };
}
