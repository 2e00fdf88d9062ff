import { splitLines } from "./armor.js";
import { GpgError } from "./errors.js";

/** Digests of files that a list can hold, told apart by their length. */
export type DigestAlgorithm = "sha256" | "sha1";

export interface Digest {
  readonly algorithm: DigestAlgorithm;
  /** Lower-case hex digits. */
  readonly hex: string;
}

/** Digests by file name, in the order of the list. A name is a relative path with forward slashes. */
export type Shasums = ReadonlyMap<string, Digest>;

/** The largest real list has 5 KB. */
export const MAX_LIST_BYTES: number = 1024 * 1024;

const ALGORITHM_BY_LENGTH: ReadonlyMap<number, DigestAlgorithm> = new Map([
  [64, "sha256"],
  [40, "sha1"],
]);

/**
 * Reads the text of SHASUMS256.txt: lines of a digest, two characters (two spaces, or a space and the
 * `*` that marks binary mode) and a file name. Empty lines are passed over; anything else is an error,
 * because a line read in two ways is how a digest gets swapped.
 *
 * The result is as trustworthy as the text. For a text from elsewhere use verifyShasums.
 * @throws {GpgError} `ERR_GPG_SHASUMS` with `line`.
 */
export function parseShasums(text: string): Shasums {
  if (text.length > MAX_LIST_BYTES)
    throw new GpgError("ERR_GPG_SHASUMS", `The list has more than ${MAX_LIST_BYTES} bytes`);
  const shasums = new Map<string, Digest>();
  let algorithm: DigestAlgorithm | undefined;
  for (const [index, line] of splitLines(text).entries()) {
    if (line === "") continue;
    const entry = parseLine(line, index + 1);
    if (shasums.has(entry.fileName))
      throw lineError(index + 1, `${JSON.stringify(entry.fileName)} is listed twice`);
    algorithm ??= entry.digest.algorithm;
    if (entry.digest.algorithm !== algorithm) {
      throw lineError(
        index + 1,
        `a ${entry.digest.algorithm} digest stands in a list of ${algorithm} digests`,
      );
    }
    shasums.set(entry.fileName, entry.digest);
  }
  if (shasums.size === 0) throw new GpgError("ERR_GPG_SHASUMS", "The list of digests is empty");
  return shasums;
}

const ENTRY = /^([0-9A-Fa-f]+) [ *](.*)$/s;

function parseLine(line: string, number: number): { readonly fileName: string; readonly digest: Digest } {
  const [, hex = "", fileName = ""] = ENTRY.exec(line) ?? [];
  if (hex === "")
    throw lineError(
      number,
      `${JSON.stringify(line.slice(0, 80))} is not a digest, two spaces and a file name`,
    );
  const algorithm = ALGORITHM_BY_LENGTH.get(hex.length);
  if (algorithm === undefined) {
    throw lineError(number, `a digest of ${hex.length} hex digits is neither SHA-256 (64) nor SHA-1 (40)`);
  }
  const problem = nameProblem(fileName);
  if (problem !== undefined)
    throw lineError(number, `the file name ${JSON.stringify(fileName.slice(0, 80))} ${problem}`);
  return { fileName, digest: Object.freeze({ algorithm, hex: hex.toLowerCase() }) };
}

/** Names end up in paths, so they must stay below the directory that they are joined to. */
function nameProblem(fileName: string): string | undefined {
  if (fileName === "") return "is empty";
  if (fileName.length > 255) return "is longer than 255 characters";
  if (/[^\x21-\x7e]/.test(fileName)) return "has a character that is not printable ASCII";
  if (fileName.includes("\\")) return "has a backslash";
  if (fileName.split("/").some((segment) => segment === "" || segment === "." || segment === "..")) {
    return "is not a plain relative path";
  }
  return undefined;
}

function lineError(line: number, problem: string): GpgError {
  return new GpgError("ERR_GPG_SHASUMS", `List of digests, line ${line}: ${problem}`, { line });
}
