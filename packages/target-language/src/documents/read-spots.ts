import { documentKind } from "../document-kind.js";
import type { Spot } from "../spot.js";
import type { TextDocument } from "../types.js";
import { readDefinition } from "./definition.js";
import { readDockerfile } from "./dockerfile.js";
import { readNvmrc, readPlain, readToolVersions } from "./line-files.js";
import { readNodeBuild } from "./node-build.js";
import { readPackageJson } from "./package-json.js";
import { readWorkflow } from "./workflow.js";

/** A longer file is no file that people type targets into; reading it at each key stroke would be felt. */
export const MAX_CHARACTERS: number = 256 * 1024;

export function isTooLarge({ text }: TextDocument): boolean {
  return text.length > MAX_CHARACTERS;
}

/** More words than any file has; the answers about them are kept short. */
const MAX_SPOTS = 500;

/** The words of a document that are about targets or versions, in its order. */
export function readSpots(document: TextDocument): Spot[] {
  return isTooLarge(document) ? [] : readAll(document).slice(0, MAX_SPOTS);
}

function readAll(document: TextDocument): Spot[] {
  switch (documentKind(document)) {
    case "package.json":
      return readPackageJson(document.text);
    case ".nvmrc":
      return readNvmrc(document.text);
    case ".node-version":
      return readPlain(document.text, { kind: "version", dialect: "nodewright" });
    case ".n-node-version":
      return readPlain(document.text, { kind: "version", dialect: "n" });
    case ".tool-versions":
      return readToolVersions(document.text);
    case "workflow":
      return readWorkflow(document.text);
    case "dockerfile":
      return readDockerfile(document.text);
    case "node-build":
      return readNodeBuild(document.text);
    case "definition":
      return readDefinition(document.text);
    default:
      return [];
  }
}
