import { forEachDiagnostic, type Diagnostic as LintDiagnostic } from "@codemirror/lint";
import type { Text } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { Diagnostic, QuickFix, Severity, TextDocument } from "@nodewright/target-language";
import { byId, element } from "./dom.js";
import { spanOf } from "./positions.js";
import type { Ask } from "./worker-client.js";

export interface Problem {
  readonly diagnostic: Diagnostic;
  readonly fixes: readonly QuickFix[];
}

const NAMES: Readonly<Record<Severity, "error" | "warning" | "info" | "hint">> = {
  1: "error",
  2: "warning",
  3: "info",
  4: "hint",
};

/** All problems of a document, each with what removes it. */
export async function findProblems(ask: Ask, document: TextDocument): Promise<readonly Problem[]> {
  const diagnostics = await ask("diagnose", document);
  return Promise.all(
    diagnostics.map(async (diagnostic) => {
      const fixes = await ask("fixes", document, diagnostic.range);
      return { diagnostic, fixes: fixes.filter((fix) => isOf(fix, diagnostic)) };
    }),
  );
}

/** What the worker sends is a copy each time. */
function isOf(fix: QuickFix, diagnostic: Diagnostic): boolean {
  return JSON.stringify(fix.diagnostic) === JSON.stringify(diagnostic);
}

export function toLint(text: Text, { diagnostic, fixes }: Problem): LintDiagnostic {
  return {
    ...spanOf(text, diagnostic.range),
    severity: NAMES[diagnostic.severity],
    source: diagnostic.code,
    message: diagnostic.message,
    actions: fixes.map((fix) => ({ name: fix.title, apply: (view) => applyFix(view, fix) })),
  };
}

function applyFix(view: EditorView, { edits }: Pick<QuickFix, "edits">): void {
  const changes = edits.map(({ range, newText }) => ({ ...spanOf(view.state.doc, range), insert: newText }));
  view.dispatch({ changes, userEvent: "input.fix" });
  view.focus();
}

/** The first action of the problem at the cursor. */
export function runFixAtCursor(view: EditorView): boolean {
  const { head } = view.state.selection.main;
  let isDone = false;
  forEachDiagnostic(view.state, ({ actions }, from, to) => {
    const [first] = actions ?? [];
    if (isDone || first === undefined || head < from || head > to) return;
    isDone = true;
    first.apply(view, from, to);
  });
  return isDone;
}

/** The list below the editor, which says the same to who does not see underlines. */
export function showProblems(view: EditorView, problems: readonly Problem[]): void {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  byId("count", HTMLParagraphElement).textContent = problems.length === 0 ? "None." : `${count}.`;
  const items = problems.map((problem) => itemOf(view, problem));
  byId("problems", HTMLUListElement).replaceChildren(...items);
}

function itemOf(view: EditorView, { diagnostic, fixes }: Problem): HTMLLIElement {
  const { line, character } = diagnostic.range.start;
  const place = element("button", { type: "button" }, `Line ${line + 1}, column ${character + 1}`);
  place.addEventListener("click", () => goTo(view, diagnostic));
  const name = NAMES[diagnostic.severity];
  const message = element(
    "span",
    { class: "message" },
    element("strong", {}, name),
    ` ${diagnostic.message}`,
  );
  const buttons = fixes.map((fix) => {
    const button = element("button", { type: "button" }, fix.title);
    button.addEventListener("click", () => applyFix(view, fix));
    return button;
  });
  return element("li", { class: `severity-${diagnostic.severity}` }, place, message, ...buttons);
}

function goTo(view: EditorView, { range }: Diagnostic): void {
  const { from, to } = spanOf(view.state.doc, range);
  view.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true });
  view.focus();
}
