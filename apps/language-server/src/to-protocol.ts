import type { CompletionItem, CompletionKind, QuickFix } from "@nodewright/target-language";
import {
  type CodeAction,
  CodeActionKind,
  CompletionItemKind,
  type CompletionItem as ProtocolItem,
} from "vscode-languageserver/node";

const KINDS: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  property: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  "enum-member": CompletionItemKind.EnumMember,
};

export function toCompletionItem({
  kind,
  documentation,
  detail,
  textEdit,
  ...item
}: CompletionItem): ProtocolItem {
  return {
    ...item,
    kind: KINDS[kind],
    textEdit: { range: textEdit.range, newText: textEdit.newText },
    ...(detail !== undefined && { detail }),
    ...(documentation !== undefined && { documentation: { kind: "markdown", value: documentation } }),
  };
}

export function toCodeAction({ title, diagnostic, edits, isPreferred }: QuickFix, uri: string): CodeAction {
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [{ ...diagnostic }],
    edit: { changes: { [uri]: [...edits] } },
    isPreferred,
  };
}
