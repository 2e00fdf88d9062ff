import { documentKind } from "../document-kind.js";
import type { Spot } from "../spot.js";
import type { TextDocument } from "../types.js";
import { readPackageJson } from "./package-json.js";

/** A longer file is no file that people type targets into; reading it at each key stroke would be felt. */
export const MAX_CHARACTERS: number = 1024 * 1024;

export function isTooLarge({ text }: TextDocument): boolean {
  return text.length > MAX_CHARACTERS;
}

/** The words of a document that are about targets or versions, in its order. */
export function readSpots(document: TextDocument): Spot[] {
  if (isTooLarge(document)) return [];
  switch (documentKind(document)) {
    case "package.json":
      return readPackageJson(document.text);
    default:
      return [];
  }
}
