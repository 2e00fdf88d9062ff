import {
  type CompletionItem,
  type DiagnosticCode,
  diagnosticCodes,
  documentKind,
  type LanguageContext,
  manifestUriOf,
  type TextDocument,
} from "@nodewright/target-language";
import { type TextDocument as EditorDocument, Uri, workspace } from "vscode";

export function toTextDocument(document: EditorDocument): TextDocument {
  return { uri: document.uri.toString(), languageId: document.languageId, text: document.getText() };
}

/** Where the manifest of prebuilds of a package.json is. */
export function manifestOf(document: EditorDocument): Uri | undefined {
  const uri = manifestUriOf(toTextDocument(document));
  return uri === undefined ? undefined : Uri.parse(uri);
}

/** What the language functions are asked with. */
export async function contextFor(document: EditorDocument): Promise<LanguageContext> {
  const manifest = manifestOf(document);
  return {
    now: new Date(),
    ignore: ignoredIn(document),
    prebuildManifest: manifest && (await readText(manifest)),
  };
}

/** VS Code offers keys and constants by the JSON schemas that the manifest contributes. */
export function isLeftToJsonSupport(document: EditorDocument, { kind }: CompletionItem): boolean {
  return hasContributedSchema(document) && kind !== "value";
}

/** Values that a contributed schema does not allow are told of by VS Code. */
function ignoredIn(document: EditorDocument): DiagnosticCode[] {
  const named = workspace.getConfiguration("nodewright", document.uri).get<unknown>("ignore");
  const ignored: readonly unknown[] = Array.isArray(named) ? named : [];
  return diagnosticCodes.filter(
    (code) => ignored.includes(code) || (code === "schema" && hasContributedSchema(document)),
  );
}

/**
 * Those of our own JSON files have. A package.json has not: VS Code says nothing of a file by any schema as long as
 * one of its schemas cannot be fetched, and it has one for package.json from schemastore.org.
 */
function hasContributedSchema(document: EditorDocument): boolean {
  return document.languageId === "json" && documentKind(toTextDocument(document)) !== "package.json";
}

/** As it is in the editor, saved or not; undefined for a file that is not there. */
async function readText(uri: Uri): Promise<string | undefined> {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined) return open.getText();
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
