import { decodeText } from "./reader.js";

/** First bytes (or bytes at another place) of files that are found where a binary was expected. */
const MAGICS: readonly (readonly [at: number, hex: string, name: string])[] = [
  [0, "1f8b", "a gzip archive"],
  [0, "fd377a585a00", "an xz archive"],
  [0, "28b52ffd", "a zstd archive"],
  [0, "425a68", "a bzip2 archive"],
  [0, "504b0304", "a zip archive"],
  [0, "504b0506", "an empty zip archive"],
  [0, "377abcaf271c", "a 7z archive"],
  [0, "213c617263683e0a", "an ar archive (static library, import library or Debian package)"],
  [0, "3c62696761663e0a", "an AIX big archive"],
  [0, "0061736d", "a WebAssembly module"],
  [0, "cafebabe", "compiled Java"],
  [0, "4d5a", "an MS-DOS program"],
  [0, "d0cf11e0a1b11ae1", "a Windows installer (.msi) or another OLE document"],
  [0, "78617221", "a macOS installer (.pkg)"],
  [0, "4243c0de", "LLVM bitcode"],
  [0, "25504446", "a PDF"],
  [0, "89504e47", "a PNG image"],
  [257, "7573746172", "a tar archive"],
];

/** How much of a file's start is looked at. */
export const LOOK_ALIKE_BYTES = 512;

/** What a file that is no binary looks like, in words, from its first bytes. */
export function describeLookAlike(head: Uint8Array, sizeBytes: number): string {
  if (sizeBytes === 0) return "the file is empty";
  const magic = MAGICS.find(([at, hex]) => hexOf(head.subarray(at, at + hex.length / 2)) === hex);
  if (magic !== undefined) return `it is ${magic[2]}`;
  if (head.every((byte) => byte === 0)) return "it begins with zeros only";
  const isText = head.every((byte) => byte >= 0x20 || (byte >= 0x08 && byte <= 0x0d) || byte === 0x1b);
  if (isText) return describeText(decodeText(head).replace(/^\u00ef\u00bb\u00bf/, ""));
  return `it begins with the bytes ${hexOf(head.subarray(0, 8)).replace(/(..)(?=.)/g, "$1 ")}`;
}

function describeText(text: string): string {
  const interpreter = /^#! *([^\r\n]{1,80})/.exec(text)?.[1];
  if (interpreter !== undefined) return `it is a script for ${interpreter}`;
  if (/^\s*<(!doctype html|html|head|body)/i.test(text)) return "it is an HTML page";
  if (/^\s*<(\?xml|error)/i.test(text)) return "it is an XML document";
  if (text.startsWith("version https://git-lfs.github.com/spec/")) return "it is a Git LFS pointer";
  if (/^\s*[{[]/.test(text)) return "it looks like JSON";
  return `it is text: ${JSON.stringify(text.trim().slice(0, 40))}`;
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
