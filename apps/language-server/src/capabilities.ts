import { CodeActionKind, type ServerCapabilities, TextDocumentSyncKind } from "vscode-languageserver/node";

/** What the server does, for the answer to `initialize`. */
export function capabilitiesFor(): ServerCapabilities {
  return {
    // Positions count UTF-16 code units, which every client can.
    positionEncoding: "utf-16",
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    completionProvider: { triggerCharacters: ['"', "-", ":", "/", "@", "."] },
    hoverProvider: true,
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
  };
}
