import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type LanguageContext, manifestUriOf, type TextDocument } from "@nodewright/target-language";
import type { TextDocuments } from "vscode-languageserver/node";
import type { TextDocument as OpenDocument } from "vscode-languageserver-textdocument";
import type { Settings } from "./settings.js";

export interface WorkspaceOptions {
  readonly documents: TextDocuments<OpenDocument>;
  readonly settings: Settings;
  readonly now: () => Date;
}

/** What the language functions are asked with. */
export interface Workspace {
  /** Undefined for one that is not open. */
  readonly documentOf: (uri: string) => TextDocument | undefined;
  readonly contextFor: (document: TextDocument) => Promise<LanguageContext>;
}

export function createWorkspace({ documents, settings, now }: WorkspaceOptions): Workspace {
  const documentOf = (uri: string): TextDocument | undefined => {
    const open = documents.get(uri);
    return open && { uri, languageId: open.languageId, text: open.getText() };
  };
  return {
    documentOf,
    async contextFor(document) {
      const uri = manifestUriOf(document);
      const prebuildManifest = uri && (documentOf(uri)?.text ?? (await readText(uri)));
      return { now: now(), ignore: settings.ignore, prebuildManifest };
    },
  };
}

/** Undefined for a file that is not there, or not on this machine's disk. */
async function readText(uri: string): Promise<string | undefined> {
  if (!uri.startsWith("file:")) return undefined;
  try {
    return await readFile(fileURLToPath(uri), "utf8");
  } catch {
    return undefined;
  }
}
