import { documentKind } from "./document-kind.js";
import { readJson, valueAt } from "./documents/json-tree.js";
import { isTooLarge } from "./documents/read-spots.js";
import type { TextDocument } from "./types.js";

/**
 * Where the manifest of prebuilds of a package.json is: what `binary.manifest` names, or `prebuilds.json` beside it.
 * Undefined for other documents, for a package without `binary`, and for a path that leaves the package.
 */
export function manifestUriOf(document: TextDocument): string | undefined {
  if (documentKind(document) !== "package.json" || isTooLarge(document)) return undefined;
  if (!document.text.includes('"binary"')) return undefined;
  const root = readJson(document.text);
  if (root === undefined || valueAt(root, ["binary"]) === undefined) return undefined;
  const named: unknown = valueAt(root, ["binary", "manifest"])?.value ?? "prebuilds.json";
  const path = String(named).replace(/^\.\//, "");
  if (path === "" || /^[/\\]|(?:^|[/\\])\.\.(?:[/\\]|$)|^[\w+.-]+:/.test(path)) return undefined;
  return document.uri.replace(/[^/]*$/, path.split("/").map(encodeURIComponent).join("/"));
}
