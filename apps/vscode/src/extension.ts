import { complete, hover, quickFixes } from "@nodewright/target-language";
import { CodeActionKind, type ExtensionContext, languages } from "vscode";
import { contextFor, isLeftToJsonSupport, toTextDocument } from "./documents.js";
import { publishDiagnostics } from "./publish-diagnostics.js";
import { selector, triggerCharacters } from "./selector.js";
import { toCodeAction, toCompletionItem, toHover } from "./to-editor.js";

/** Called by VS Code once a document of one of the languages in the manifest is opened. */
export function activate({ subscriptions }: ExtensionContext): void {
  const completion = languages.registerCompletionItemProvider(
    selector,
    {
      async provideCompletionItems(document, position) {
        const items = complete(toTextDocument(document), position, await contextFor(document));
        return items.filter((item) => !isLeftToJsonSupport(document, item)).map(toCompletionItem);
      },
    },
    ...triggerCharacters,
  );
  const hovers = languages.registerHoverProvider(selector, {
    async provideHover(document, position) {
      const found = hover(toTextDocument(document), position, await contextFor(document));
      return found && toHover(found);
    },
  });
  const actions = languages.registerCodeActionsProvider(
    selector,
    {
      async provideCodeActions(document, range) {
        const fixes = quickFixes(toTextDocument(document), range, await contextFor(document));
        return fixes.map((fix) => toCodeAction(fix, document.uri));
      },
    },
    { providedCodeActionKinds: [CodeActionKind.QuickFix] },
  );
  subscriptions.push(completion, hovers, actions, publishDiagnostics());
}
