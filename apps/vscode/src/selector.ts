import type { DocumentFilter } from "vscode";

/**
 * The languages of the documents that are looked into: those of the manifest's activation events. Named one by one,
 * for what is registered for every language is asked after the others, and only when they have no answer.
 */
const LANGUAGES = [
  "json",
  "jsonc",
  "yaml",
  "dockerfile",
  "github-actions-workflow",
  "node-version",
  "node-build",
];

/** Files that other extensions, or a user's associations, may give to another language. */
const NAMES = "**/{.nvmrc,.node-version,.n-node-version,.tool-versions,nodewright.lock}";

export const selector: readonly DocumentFilter[] = [
  ...LANGUAGES.map((language) => ({ language })),
  { pattern: NAMES },
];

/** What begins a word, or a part of one. */
export const triggerCharacters: readonly string[] = ['"', "-", ":", "/", "@", "."];
