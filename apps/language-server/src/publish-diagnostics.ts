import { diagnose } from "@nodewright/target-language";
import type { Connection, TextDocuments } from "vscode-languageserver/node";
import type { TextDocument as OpenDocument } from "vscode-languageserver-textdocument";
import type { Workspace } from "./workspace.js";

export interface PublishOptions extends Workspace {
  readonly connection: Connection;
  readonly documents: TextDocuments<OpenDocument>;
}

/** Long enough for a word to be typed, short enough not to be waited for. */
const DELAY_MS = 150;

/** Diagnoses a document once it is opened, and when nothing more is typed into it; `all` does the open ones anew. */
export function publishDiagnostics({ connection, documents, documentOf, contextFor }: PublishOptions): {
  readonly all: () => void;
} {
  const timers = new Map<string, NodeJS.Timeout>();
  const publish = async (uri: string): Promise<void> => {
    timers.delete(uri);
    const version = documents.get(uri)?.version;
    const document = documentOf(uri);
    if (document === undefined || version === undefined) return;
    const diagnostics = diagnose(document, await contextFor(document));
    // What was typed meanwhile has a timer of its own.
    if (documents.get(uri)?.version !== version) return;
    await connection.sendDiagnostics({ uri, version, diagnostics });
  };
  const later = (uri: string, delayMs: number): void => {
    clearTimeout(timers.get(uri));
    const timer = setTimeout(() => {
      publish(uri).catch((error) => connection.console.error(String(error)));
    }, delayMs);
    timers.set(uri, timer);
  };
  documents.onDidOpen(({ document }) => later(document.uri, 0));
  documents.onDidChangeContent(({ document }) => {
    if (document.version > 1 || !timers.has(document.uri)) later(document.uri, DELAY_MS);
  });
  documents.onDidClose(({ document }) => {
    clearTimeout(timers.get(document.uri));
    timers.delete(document.uri);
    void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });
  const all = (): void => {
    for (const uri of documents.keys()) later(uri, 0);
  };
  return { all };
}
