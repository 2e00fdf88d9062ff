import { ExecutableError } from "../errors.js";
import { alignUp, FieldWriter } from "../field-writer.js";

/** What Windows shows of a file under Details. */
export interface VersionInfo {
  /** One to four numbers, `1.2.3`; what follows them (`-beta.1`) is left to the texts. */
  readonly fileVersion: string;
  /** `fileVersion` unless said. */
  readonly productVersion?: string;
  /** CompanyName, FileDescription, ProductName, LegalCopyright, OriginalFilename, … */
  readonly strings?: Readonly<Record<string, string>>;
}

/** US English in UTF-16, as text and as numbers: what Windows itself falls back to. */
const TRANSLATION = "040904b0";
const LANGUAGE = 0x409;
const CODE_PAGE = 1200;

const FIXED_BYTES = 52;
const SIGNATURE = 0xfeef04bd;
const STRUCTURE_VERSION = 0x10000;
const FILE_FLAGS_MASK = 0x3f;
const OS_WINDOWS_32 = 0x40004;
const TYPE_APPLICATION = 1;

/** The bytes of a version resource (Microsoft, VS_VERSIONINFO). Throws ERR_EXECUTABLE_INVALID_RESOURCE. */
export function writeVersionInfo(info: VersionInfo): Uint8Array {
  const { fileVersion, productVersion = fileVersion, strings = {} } = info;
  const fixed = new FieldWriter(new Uint8Array(FIXED_BYTES), true);
  fixed.u32(0, SIGNATURE).u32(4, STRUCTURE_VERSION);
  writeVersion(fixed, 8, fileVersion);
  writeVersion(fixed, 16, productVersion);
  fixed.u32(24, FILE_FLAGS_MASK).u32(32, OS_WINDOWS_32).u32(36, TYPE_APPLICATION);
  const all = { FileVersion: fileVersion, ProductVersion: productVersion, ...strings };
  const texts = Object.entries(all).map(([key, text]) => node(key, { text }));
  const translation = new FieldWriter(new Uint8Array(4), true).u16(0, LANGUAGE).u16(2, CODE_PAGE).bytes;
  return node("VS_VERSION_INFO", {
    value: fixed.bytes,
    children: [
      node("StringFileInfo", { children: [node(TRANSLATION, { children: texts })] }),
      node("VarFileInfo", { children: [node("Translation", { value: translation })] }),
    ],
  });
}

function writeVersion(fields: FieldWriter, at: number, version: string): void {
  const numbers = /^(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:\.(\d+))?(?:[-+].*)?$/.exec(version)?.slice(1);
  const [major = 0, minor = 0, patch = 0, build = 0] = (numbers ?? [-1]).map((text = "0") => Number(text));
  if ([major, minor, patch, build].some((number) => number < 0 || number > 0xffff)) {
    throw new ExecutableError("ERR_EXECUTABLE_INVALID_RESOURCE", `${JSON.stringify(version)} is no version`, {
      hint: "one to four numbers up to 65535, such as 1.2.3",
    });
  }
  fields
    .u16(at, minor)
    .u16(at + 2, major)
    .u16(at + 4, build)
    .u16(at + 6, patch);
}

interface NodeParts {
  readonly value?: Uint8Array;
  readonly text?: string;
  readonly children?: readonly Uint8Array[];
}

/** Length, length of the value (of text: in characters), whether it is text, the key; parts are padded to 4. */
function node(key: string, { value, text, children = [] }: NodeParts): Uint8Array {
  const own = text === undefined ? (value ?? new Uint8Array()) : utf16(text);
  const valueAt = alignUp(6 + 2 * (key.length + 1), 4);
  let sizeBytes = valueAt + own.length;
  const places = children.map((child) => {
    const at = alignUp(sizeBytes, 4);
    sizeBytes = at + child.length;
    return [at, child] as const;
  });
  if (sizeBytes > 0xffff) {
    throw new ExecutableError("ERR_EXECUTABLE_INVALID_RESOURCE", "the version texts are longer than 64 KiB");
  }
  const bytes = new Uint8Array(sizeBytes);
  const isText = value === undefined;
  new FieldWriter(bytes, true)
    .u16(0, sizeBytes)
    .u16(2, text === undefined ? own.length : own.length / 2)
    .u16(4, Number(isText));
  bytes.set(utf16(key), 6);
  bytes.set(own, valueAt);
  for (const [at, child] of places) bytes.set(child, at);
  return bytes;
}

function utf16(text: string): Uint8Array {
  const fields = new FieldWriter(new Uint8Array(2 * (text.length + 1)), true);
  for (let i = 0; i < text.length; i += 1) fields.u16(2 * i, text.charCodeAt(i));
  return fields.bytes;
}
