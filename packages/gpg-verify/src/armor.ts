import { GpgError } from "./errors.js";

/** Armored blocks that this package reads. */
export type ArmorLabel = "SIGNATURE" | "PUBLIC KEY BLOCK";

const HEADER = /^[A-Za-z][A-Za-z0-9-]*: ?[^\0\r]*$/;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const CHECKSUM = /^=[A-Za-z0-9+/]{4}$/;
const BLANK = /^[ \t]*$/;

/** Lines without their endings. Only LF and CRLF end a line: Unicode separators and lone CR are text. */
export function splitLines(text: string): readonly string[] {
  return text.split("\n").map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
}

/** A line without the spaces and tabs at its end; no other character counts as blank in OpenPGP. */
export function trimBlanks(line: string): string {
  let end = line.length;
  while (end > 0 && (line[end - 1] === " " || line[end - 1] === "\t")) end -= 1;
  return line.slice(0, end);
}

/** Whether a line is the given armor line; blanks after it are no part of it (RFC 9580 §6.2). */
export function isArmorLine(line: string, kind: "BEGIN" | "END", label: string): boolean {
  return line.startsWith("-----") && trimBlanks(line) === `-----${kind} PGP ${label}-----`;
}

/**
 * The bytes of every block with this label, in order; text between the blocks is ignored.
 * @throws {GpgError} `ERR_GPG_MALFORMED`: a block is cut off, has a line that does not belong there,
 * or its checksum does not match, as gpg has it: a file damaged on its way is not worth a guess.
 */
export function readArmor(lines: readonly string[], label: ArmorLabel): readonly Uint8Array[] {
  const blocks: Uint8Array[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    if (!isArmorLine(lines[index] ?? "", "BEGIN", label)) continue;
    const end = lines.findIndex((line, at) => at > index && isArmorLine(line, "END", label));
    if (end === -1) {
      throw new GpgError(
        "ERR_GPG_MALFORMED",
        `PGP ${label.toLowerCase()} is cut off: its END line is missing`,
      );
    }
    blocks.push(readBlock(lines.slice(index + 1, end)));
    index = end;
  }
  return blocks;
}

function readBlock(lines: readonly string[]): Uint8Array {
  const blank = lines.findIndex((line) => BLANK.test(line));
  if (blank === -1)
    throw new GpgError("ERR_GPG_MALFORMED", "PGP armor lacks the empty line after its headers");
  const stray = lines.slice(0, blank).find((line) => !HEADER.test(line));
  if (stray !== undefined) throw damaged("a header", stray);

  const content = lines.slice(blank + 1).map(trimBlanks);
  while (content.at(-1) === "") content.pop();
  const last = content.at(-1) ?? "";
  const checksum = CHECKSUM.test(last) ? content.pop() : undefined;
  const bytes = decodeBase64(content);
  if (checksum !== undefined && checksum !== `=${crc24(bytes)}`) {
    throw new GpgError("ERR_GPG_MALFORMED", "PGP armor is damaged: its checksum does not match its content", {
      hint: "Fetch the file again.",
    });
  }
  return bytes;
}

function decodeBase64(lines: readonly string[]): Uint8Array {
  const joined = lines.join("");
  const stray = lines.find(
    (line, index) => !BASE64.test(line) || (line.endsWith("=") && index < lines.length - 1),
  );
  if (stray !== undefined) throw damaged("base64", stray);
  const bytes = Buffer.from(joined, "base64");
  if (bytes.length === 0 || bytes.toString("base64") !== joined) {
    throw new GpgError("ERR_GPG_MALFORMED", "PGP armor is damaged: its base64 is incomplete");
  }
  return bytes;
}

function damaged(what: string, line: string): GpgError {
  return new GpgError(
    "ERR_GPG_MALFORMED",
    `PGP armor is damaged: ${JSON.stringify(line.slice(0, 40))} is not ${what}`,
  );
}

/** RFC 9580 §6.1.1, in the base64 form of the armor's last line. */
export function crc24(bytes: Uint8Array): string {
  let crc = 0xb704ce;
  for (const byte of bytes) {
    crc ^= byte << 16;
    for (let bit = 0; bit < 8; bit += 1) {
      crc <<= 1;
      if ((crc & 0x1000000) !== 0) crc ^= 0x1864cfb;
    }
  }
  return Buffer.from([(crc >> 16) & 0xff, (crc >> 8) & 0xff, crc & 0xff]).toString("base64");
}
