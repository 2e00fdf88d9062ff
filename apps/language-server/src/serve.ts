import type { Readable, Writable } from "node:stream";
import { complete, diagnose, hover, quickFixes } from "@nodewright/target-language";
import {
  createConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
  TextDocuments,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { capabilitiesFor } from "./capabilities.js";
import { publishDiagnostics } from "./publish-diagnostics.js";
import { createSettings } from "./settings.js";
import { toCodeAction, toCompletionItem } from "./to-protocol.js";
import { createWorkspace } from "./workspace.js";

export interface ServeOptions {
  readonly input: Readable;
  readonly output: Writable;
  /** What the client is told. */
  readonly version: string;
  readonly now: () => Date;
  /** Ends the server. */
  readonly signal?: AbortSignal | undefined;
}

export interface Serving {
  /** Settled when the client has gone, or the signal was given. */
  readonly closed: Promise<void>;
}

const FIRST = { uri: "package.json", text: '{ "pkg": { "targets": ["node24-linux-armv7"] } }' };

/** Speaks the Language Server Protocol 3.17 on two streams. */
export function serve({ input, output, version, now, signal }: ServeOptions): Serving {
  const reader = new StreamMessageReader(input);
  const connection = createConnection(ProposedFeatures.all, reader, new StreamMessageWriter(output));
  const documents = new TextDocuments(TextDocument);
  const settings = createSettings();
  const { documentOf, contextFor } = createWorkspace({ documents, settings, now });

  connection.onInitialize(({ initializationOptions }) => {
    settings.update(initializationOptions);
    return { capabilities: capabilitiesFor(), serverInfo: { name: "nodewright", version } };
  });
  // The tables are read on first use: that is not to be in the way of the first key stroke.
  connection.onInitialized(() => {
    setImmediate(() => diagnose(FIRST, { now: now() }));
  });
  connection.onCompletion(async ({ textDocument, position }) => {
    const document = documentOf(textDocument.uri);
    if (document === undefined) return [];
    return complete(document, position, await contextFor(document)).map(toCompletionItem);
  });
  connection.onHover(async ({ textDocument, position }) => {
    const document = documentOf(textDocument.uri);
    return document && hover(document, position, await contextFor(document));
  });
  connection.onCodeAction(async ({ textDocument, range }) => {
    const document = documentOf(textDocument.uri);
    if (document === undefined) return [];
    const fixes = quickFixes(document, range, await contextFor(document));
    return fixes.map((fix) => toCodeAction(fix, textDocument.uri));
  });
  const diagnostics = publishDiagnostics({ connection, documents, documentOf, contextFor });
  connection.onDidChangeConfiguration(({ settings: changed }) => {
    settings.update(changed?.nodewright ?? changed);
    diagnostics.all();
  });
  connection.onDidChangeWatchedFiles(() => diagnostics.all());
  documents.listen(connection);
  connection.listen();

  const closed = new Promise<void>((resolve) => {
    reader.onClose(() => resolve());
    signal?.addEventListener("abort", () => resolve(), { once: true });
  });
  return { closed: closed.finally(() => input.destroy()) };
}
