import { isArmorLine, splitLines, trimBlanks } from "./armor.js";
import { GpgError } from "./errors.js";

/** A clear-signed message (RFC 9580 §7), taken apart. */
export interface Clearsigned {
  /** The signed lines: unescaped, without blanks at their ends, joined by LF. Exactly what the signature covers. */
  readonly body: string;
  /** Names from the `Hash` headers, in lower case; empty when there is none. */
  readonly announcedHashes: readonly string[];
  /** The lines of the armored signature, BEGIN and END included. */
  readonly signature: readonly string[];
  /** Text before or after the message, which nothing vouches for, was there and left out. */
  readonly hasUnsignedText: boolean;
}

const MESSAGE = "SIGNED MESSAGE";
const HASH_HEADER = /^Hash: ([A-Za-z0-9-]+(?:, ?[A-Za-z0-9-]+)*)$/;

/**
 * Takes a clear-signed message apart. Strict where a lenient reader and a strict one would see
 * different lists: one message only, no header but `Hash`, every line that begins with a dash escaped.
 * @throws {GpgError} `ERR_GPG_UNSIGNED`, `ERR_GPG_MALFORMED`, `ERR_GPG_UNSUPPORTED`.
 */
export function splitClearsigned(text: string): Clearsigned {
  const lines = splitLines(text.replace(/^\uFEFF/, ""));
  const begin = lines.findIndex((line) => isArmorLine(line, "BEGIN", MESSAGE));
  if (begin === -1) throw notClearsigned(text);
  const bodyStart = findBodyStart(lines, begin);
  const bodyEnd = lines.findIndex((line, at) => at >= bodyStart && isArmorLine(line, "BEGIN", "SIGNATURE"));
  if (bodyEnd === -1) {
    throw new GpgError("ERR_GPG_UNSIGNED", "The clear-signed message has no signature after its text", {
      hint: "The file is cut off or its signature was removed; fetch it again.",
    });
  }
  const end = lines.findIndex((line, at) => at > bodyEnd && isArmorLine(line, "END", "SIGNATURE"));
  if (end === -1) {
    throw new GpgError("ERR_GPG_MALFORMED", "The clear-signed message is cut off: its END line is missing", {
      hint: "Fetch the file again.",
    });
  }
  const around = [...lines.slice(0, begin), ...lines.slice(end + 1)];
  refuseFurtherBlocks([...around, ...lines.slice(bodyStart, bodyEnd)]);
  return {
    body: lines.slice(bodyStart, bodyEnd).map(unescapeLine).join("\n"),
    announcedHashes: lines.slice(begin + 1, bodyStart - 1).flatMap(readHashHeader),
    signature: lines.slice(bodyEnd, end + 1),
    hasUnsignedText: around.some((line) => line.trim() !== ""),
  };
}

function findBodyStart(lines: readonly string[], begin: number): number {
  const blank = lines.findIndex((line, at) => at > begin && /^[ \t]*$/.test(line));
  if (blank === -1)
    throw new GpgError("ERR_GPG_MALFORMED", "The clear-signed message lacks the empty line before its text");
  return blank + 1;
}

function readHashHeader(line: string): readonly string[] {
  const names = HASH_HEADER.exec(trimBlanks(line))?.[1];
  if (names !== undefined) return names.split(/, ?/).map((name) => name.toLowerCase());
  throw new GpgError(
    "ERR_GPG_MALFORMED",
    `The clear-signed message has the header ${JSON.stringify(line.slice(0, 40))}, where only Hash may stand`,
  );
}

function unescapeLine(line: string): string {
  if (line.startsWith("-") && !line.startsWith("- ")) {
    throw new GpgError(
      "ERR_GPG_MALFORMED",
      `The clear-signed text has a line that begins with an unescaped dash: ${JSON.stringify(line.slice(0, 40))}`,
    );
  }
  return trimBlanks(line.startsWith("- ") ? line.slice(2) : line);
}

function refuseFurtherBlocks(lines: readonly string[]): void {
  const further = lines.find((line) => line.startsWith("-----BEGIN PGP "));
  if (further === undefined) return;
  throw new GpgError(
    "ERR_GPG_MALFORMED",
    `The input holds more than one PGP block: ${JSON.stringify(further.slice(0, 40))} stands beside the signed message`,
    { hint: "Give one signed list at a time." },
  );
}

function notClearsigned(text: string): GpgError {
  if (text.trim() === "")
    return new GpgError("ERR_GPG_MALFORMED", "The signed list is empty", { hint: "Fetch it again." });
  if (looksLikeMarkup(text)) return webPage("signed list");
  if (text.includes("-----BEGIN PGP MESSAGE-----")) {
    return new GpgError(
      "ERR_GPG_UNSUPPORTED",
      "The input is an armored PGP message, not a clear-signed text",
      {
        hint: "Use SHASUMS256.txt.asc, or SHASUMS256.txt with its .sig.",
      },
    );
  }
  return new GpgError("ERR_GPG_UNSIGNED", "The list carries no signature: it is not a clear-signed message", {
    hint: "Use SHASUMS256.txt.asc, or pass SHASUMS256.txt together with its .sig.",
  });
}

/** A web page, or the XML with which storage services answer errors. */
export function looksLikeMarkup(text: string): boolean {
  return /^\uFEFF?\s*<(?:!doctype|html|head|body|\?xml)/i.test(text.slice(0, 1024));
}

export function webPage(expected: string): GpgError {
  return new GpgError("ERR_GPG_MALFORMED", `The ${expected} is a web page (HTML or XML)`, {
    hint: "The address or a proxy on the way answered with a web page; check the URL.",
  });
}
