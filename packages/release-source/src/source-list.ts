import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { messageOf, SourceError } from "./errors.js";

/** One entry of a list of sources. */
export type SourceChoice =
  | { readonly kind: "dist" | "unofficial" | "farm" | "npm" }
  | { readonly kind: "url"; readonly url: string }
  | { readonly kind: "folder"; readonly path: string };

export interface ListPlace {
  readonly cwd: string;
  readonly variable?: string | undefined;
}

const words = ["dist", "unofficial", "farm", "npm"] as const;

/**
 * Reads a comma-separated list of sources in the order of preference. A comma inside a URL is written `%2C`; a folder
 * with one in its name is written as a file URL.
 * @param place what folders are relative to, and the variable that holds the list, for messages
 * @throws SourceError ERR_SOURCE_CONFIG for an empty entry and a URL that cannot be read
 */
export function parseSourceList(text: string, place: ListPlace): readonly [SourceChoice, ...SourceChoice[]] {
  const [first = "", ...rest] = text.split(",").map((entry) => entry.trim());
  return [parseSourceChoice(first, place), ...rest.map((entry) => parseSourceChoice(entry, place))];
}

/** Reads one entry: a word, an http(s) URL, a file URL or a folder. Throws as `parseSourceList`. */
export function parseSourceChoice(text: string, place: ListPlace): SourceChoice {
  const kind = words.find((word) => word === text);
  if (kind !== undefined) return { kind };
  if (/^https?:/i.test(text)) return { kind: "url", url: text };
  return { kind: "folder", path: toFolder(text, place) };
}

function toFolder(text: string, place: ListPlace): string {
  try {
    if (text.trim() !== "") return /^file:/i.test(text) ? fileURLToPath(text) : resolve(place.cwd, text);
  } catch (error) {
    throw unreadable(text, place, { why: messageOf(error), cause: error });
  }
  throw unreadable(text, place, { why: "it is empty" });
}

function unreadable(
  text: string,
  { variable }: ListPlace,
  { why, cause }: { readonly why: string; readonly cause?: unknown },
): SourceError {
  const what = `the source ${JSON.stringify(text)}${variable === undefined ? "" : ` of ${variable}`}`;
  return new SourceError("ERR_SOURCE_CONFIG", `${what} cannot be read: ${why}`, {
    hint: "name dist, unofficial, farm, npm, a URL or a folder, or several of them with commas between",
    cause,
  });
}
