export { type DocumentKind, documentKind } from "./document-kind.js";
export { complete } from "./features/complete.js";
export { diagnose, quickFixes } from "./features/diagnose.js";
export { hover } from "./features/hover.js";
export type { LanguageContext } from "./knowledge.js";
export { manifestUriOf } from "./manifest-uri.js";
export { type Publisher, publishersOf } from "./publishers.js";
export {
  type CompletionItem,
  type CompletionKind,
  type Diagnostic,
  type DiagnosticCode,
  diagnosticCodes,
  type Hover,
  type Position,
  type QuickFix,
  type Range,
  type Severity,
  severities,
  type TextDocument,
  type TextEdit,
} from "./types.js";
