import { diagnose, documentKind } from "@nodewright/target-language";
import { Disposable, languages, type TextDocument, type Uri, workspace } from "vscode";
import { contextFor, manifestOf, toTextDocument } from "./documents.js";
import { toDiagnostic } from "./to-editor.js";

/** Long enough for a word to be typed, short enough not to be waited for. */
const DELAY_MS = 150;

/** Diagnoses what is opened, and what is typed into once nothing more is, until it is disposed of. */
export function publishDiagnostics(): Disposable {
  const collection = languages.createDiagnosticCollection("nodewright");
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const publish = async (document: TextDocument): Promise<void> => {
    timers.delete(document.uri.toString());
    const { version } = document;
    const diagnostics = diagnose(toTextDocument(document), await contextFor(document));
    // What was typed meanwhile has a timer of its own.
    if (document.isClosed || document.version !== version) return;
    collection.set(document.uri, diagnostics.map(toDiagnostic));
  };
  const forget = ({ uri }: TextDocument): void => {
    clearTimeout(timers.get(uri.toString()));
    timers.delete(uri.toString());
    collection.delete(uri);
  };
  const later = (document: TextDocument, delayMs: number): void => {
    if (!isDiagnosed(document)) return;
    clearTimeout(timers.get(document.uri.toString()));
    timers.set(
      document.uri.toString(),
      setTimeout(() => void publish(document), delayMs),
    );
  };
  const again = (isMeant: (document: TextDocument) => boolean): void => {
    for (const document of workspace.textDocuments.filter(isMeant)) later(document, 0);
  };
  const changed = (uri: Uri): void =>
    again((document) => manifestOf(document)?.toString() === uri.toString());
  const manifests = workspace.createFileSystemWatcher("**/*.json");
  again(() => true);
  return Disposable.from(
    collection,
    manifests,
    manifests.onDidCreate(changed),
    manifests.onDidChange(changed),
    manifests.onDidDelete(changed),
    workspace.onDidOpenTextDocument((document) => later(document, 0)),
    workspace.onDidChangeTextDocument(({ document }) => {
      later(document, DELAY_MS);
      changed(document.uri);
    }),
    workspace.onDidCloseTextDocument(forget),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("nodewright")) again(() => true);
    }),
    new Disposable(() => {
      for (const timer of timers.values()) clearTimeout(timer);
    }),
  );
}

/** Not what a comparison shows of the past: nobody can change it. */
function isDiagnosed(document: TextDocument): boolean {
  return document.uri.scheme !== "git" && documentKind(toTextDocument(document)) !== undefined;
}
