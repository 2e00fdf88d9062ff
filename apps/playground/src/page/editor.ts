import { closeBrackets } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { linter, lintGutter, lintKeymap } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import type { TextDocument } from "@nodewright/target-language";
import { byId, element } from "./dom.js";
import { languageSupport } from "./language.js";
import { findProblems, runFixAtCursor, showProblems, toLint } from "./problems.js";
import { type Sample, samples } from "./samples.js";
import type { Ask } from "./worker-client.js";

/** The editor, with a file of each kind to try. */
export function startEditor(ask: Ask): void {
  const chosen = byId("file", HTMLSelectElement);
  chosen.append(...samples.map(({ path }) => element("option", {}, path)));
  const view = new EditorView({ parent: byId("editor", HTMLDivElement) });
  const open = (): void => {
    const sample = samples[chosen.selectedIndex];
    if (sample !== undefined) view.setState(stateOf(sample, ask));
  };
  chosen.addEventListener("change", open);
  open();
}

function stateOf({ path, text, syntax }: Sample, ask: Ask): EditorState {
  const documentOf = (current: string): TextDocument => ({ uri: `file:///${path}`, text: current });
  const diagnose = linter(
    async (view) => {
      const problems = await findProblems(ask, documentOf(view.state.doc.toString()));
      showProblems(view, problems);
      return problems.map((problem) => toLint(view.state.doc, problem));
    },
    { delay: 150 },
  );
  return EditorState.create({
    doc: text,
    extensions: [
      lineNumbers(),
      history(),
      bracketMatching(),
      closeBrackets(),
      syntaxHighlighting(classHighlighter),
      lintGutter(),
      syntax,
      diagnose,
      languageSupport(ask, documentOf),
      keymap.of([{ key: "Alt-.", run: runFixAtCursor }, ...lintKeymap, ...defaultKeymap, ...historyKeymap]),
      EditorView.contentAttributes.of({ "aria-label": path, "aria-describedby": "keys" }),
    ],
  });
}
