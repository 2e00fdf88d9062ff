import type * as language from "@nodewright/target-language";
import {
  CodeAction,
  CodeActionKind,
  CompletionItem,
  CompletionItemKind,
  Diagnostic,
  Hover,
  MarkdownString,
  Range,
  type Uri,
  WorkspaceEdit,
} from "vscode";

const KINDS: Readonly<Record<language.CompletionKind, CompletionItemKind>> = {
  property: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  "enum-member": CompletionItemKind.EnumMember,
};

export function toDiagnostic({ range, message, severity, source, code }: language.Diagnostic): Diagnostic {
  // The protocol counts severities from one, VS Code from zero.
  return Object.assign(new Diagnostic(toRange(range), message, severity - 1), { source, code });
}

export function toCompletionItem(item: language.CompletionItem): CompletionItem {
  const { label, kind, filterText, sortText, detail, documentation, textEdit } = item;
  return Object.assign(new CompletionItem(label, KINDS[kind]), {
    filterText,
    sortText,
    insertText: textEdit.newText,
    range: toRange(textEdit.range),
    ...(detail !== undefined && { detail }),
    ...(documentation !== undefined && { documentation: new MarkdownString(documentation) }),
  });
}

export function toHover({ contents, range }: language.Hover): Hover {
  return new Hover(new MarkdownString(contents.value), toRange(range));
}

export function toCodeAction(
  { title, diagnostic, edits, isPreferred }: language.QuickFix,
  uri: Uri,
): CodeAction {
  const edit = new WorkspaceEdit();
  for (const { range, newText } of edits) edit.replace(uri, toRange(range), newText);
  return Object.assign(new CodeAction(title, CodeActionKind.QuickFix), {
    diagnostics: [toDiagnostic(diagnostic)],
    edit,
    isPreferred,
  });
}

function toRange({ start, end }: language.Range): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
