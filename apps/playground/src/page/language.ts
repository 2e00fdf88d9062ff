import { autocompletion, type Completion, type CompletionSource } from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import { hoverTooltip } from "@codemirror/view";
import type { CompletionItem, TextDocument } from "@nodewright/target-language";
import { markdown } from "./markdown.js";
import { positionAt, spanOf } from "./positions.js";
import type { Ask } from "./worker-client.js";

/** Completion and hover for the document that is open. */
export function languageSupport(ask: Ask, documentOf: (text: string) => TextDocument): Extension {
  const source: CompletionSource = async ({ state, pos, explicit }) => {
    const document = documentOf(state.doc.toString());
    const items = await ask("complete", document, positionAt(state.doc, pos));
    const [first] = items;
    if (first === undefined) return null;
    const { from, to } = spanOf(state.doc, first.textEdit.range);
    if (from === to && !explicit) return null;
    return { from, to, filter: false, options: matching(items, state.sliceDoc(from, pos)).map(toCompletion) };
  };
  const tooltip = hoverTooltip(async ({ state }, pos) => {
    const found = await ask("hover", documentOf(state.doc.toString()), positionAt(state.doc, pos));
    if (found === undefined) return null;
    const { from, to } = spanOf(state.doc, found.range);
    return { pos: from, end: to, create: () => ({ dom: markdown(found.contents.value, "cm-hover") }) };
  });
  return [autocompletion({ override: [source] }), tooltip];
}

/** Those that begin with what stands there, or all where none does. */
function matching(items: readonly CompletionItem[], typed: string): readonly CompletionItem[] {
  const begun = items.filter(({ filterText }) => filterText.startsWith(typed));
  const shown = begun.length > 0 ? begun : items;
  return shown.toSorted((a, b) => (a.sortText < b.sortText ? -1 : 1));
}

function toCompletion({ label, detail, documentation, kind, textEdit }: CompletionItem): Completion {
  return {
    label,
    apply: textEdit.newText,
    type: kind === "property" ? "property" : "constant",
    ...(detail === undefined ? {} : { detail }),
    ...(documentation === undefined ? {} : { info: () => markdown(documentation, "cm-hover") }),
  };
}
