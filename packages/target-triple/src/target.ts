import { TargetError } from "./errors.js";
import { withNearest } from "./nearest-word.js";
import { own } from "./own.js";
import { quote } from "./quote.js";
import {
  ARCHES,
  type Arch,
  type ArmVersion,
  armVersionsOf,
  type Endian,
  endiansOf,
  isCpuLevel,
  type Libc,
  libcsOf,
  OSES,
  type Os,
  settledEndian,
} from "./vocabulary.js";

/**
 * What a binary is built for. `os` and `arch` are Node's own words (`process.platform`, `process.arch`).
 * A field is absent where `os` and `arch` leave nothing to say.
 */
export interface Target {
  readonly os: Os;
  readonly arch: Arch;
  /** Of linux (`static` links its own), android (`bionic`), openharmony (`ohos`). */
  readonly libc?: Libc;
  /** Of `arm` where the platform has several. */
  readonly armVersion?: ArmVersion;
  /** Of `ppc64` except on AIX: `process.arch` has one word for both byte orders. */
  readonly endian?: Endian;
  /** Flavour of the build, such as `pointer-compression`. */
  readonly variant?: string;
  /** Lowest CPU the build asks for, in archspec's names. */
  readonly cpuLevel?: string;
}

/** What a text says of a target: a field that it leaves open is absent. */
export type TargetPattern = { readonly [Field in keyof Target]?: Target[Field] };

/** Fields of a target before they are checked; `null` and `undefined` mean absent. */
export type TargetParts = {
  readonly [Field in Exclude<keyof Target, "armVersion">]?: string | null | undefined;
} & { readonly armVersion?: string | number | null | undefined };

const VARIANT = /^[a-z0-9]+([.-][a-z0-9]+)*$/;

/**
 * Checks the parts and freezes them. What os and arch settle is filled in (`libc` of android) or dropped
 * (`endian` of x64).
 *
 * @throws TargetError ERR_TARGET_INVALID for an unknown word or a contradiction; ERR_TARGET_INCOMPLETE where
 *   linux lacks its libc, arm its version or ppc64 its byte order: none of them is ever guessed.
 */
export function createTarget(parts: TargetParts): Target {
  const { os, arch } = checkedPair(parts);
  const name = `${os}-${arch}`;
  const libc = choose(parts.libc, libcsOf(os), { field: "libc", name });
  const armVersion = armVersionOf(parts.armVersion, os, arch);
  const endian = endianOf(parts.endian, os, arch);
  const { variant, cpuLevel } = parts;
  if (variant && !VARIANT.test(variant))
    throw invalid(`variant ${quote(variant)} of ${name} is not a plain word`);
  if (cpuLevel && !isCpuLevel(cpuLevel, arch))
    throw invalid(`cpuLevel ${quote(cpuLevel)} is no level of ${arch}`);
  return Object.freeze({
    os,
    arch,
    ...(libc && { libc }),
    ...(armVersion && { armVersion }),
    ...(endian && { endian }),
    ...(variant && { variant }),
    ...(cpuLevel && { cpuLevel }),
  });
}

const FIELDS: readonly (keyof Target)[] = [
  "os",
  "arch",
  "libc",
  "armVersion",
  "endian",
  "variant",
  "cpuLevel",
];

/** Whether every field that the pattern states has that value in the target. */
export function matchTarget(pattern: TargetPattern, target: Target): boolean {
  return FIELDS.every((field) => pattern[field] === undefined || pattern[field] === target[field]);
}

export function targetsEqual(left: Target, right: Target): boolean {
  return FIELDS.every((field) => left[field] === right[field]);
}

/** The fields in which all targets agree. */
export function commonPattern(targets: readonly Target[]): TargetPattern {
  const [first, ...rest] = targets;
  if (first === undefined || rest.length === 0) return first ?? {};
  const shared = FIELDS.filter((field) => rest.every((target) => target[field] === first[field]));
  return Object.freeze(Object.fromEntries(shared.filter((f) => f in first).map((f) => [f, first[f]])));
}

/** Byte order of the target's CPU. */
export function targetEndian(target: Target): Endian {
  return target.endian ?? settledEndian(target.arch);
}

/** Width of the target's addresses. */
export function targetBits(target: Target): 32 | 64 {
  return /64|s390x|universal|any/.test(target.arch) ? 64 : 32;
}

function wordOf<Word extends string>(
  word: string | null | undefined,
  words: readonly Word[],
  field: string,
): Word {
  const known = words.find((candidate) => candidate === word);
  if (known !== undefined) return known;
  if (word === null || word === undefined || word === "") throw incomplete(`target has no ${field}`);
  throw invalid(`${field} ${quote(word)} is not known`, withNearest(word, words, own(HINTS, word)));
}

/** What people write for Node's words. */
const HINTS: Readonly<Record<string, string>> = {
  macos: 'Node.js calls it "darwin"',
  windows: 'Node.js calls it "win32"',
  x86_64: 'Node.js calls it "x64"',
  amd64: 'Node.js calls it "x64"',
  aarch64: 'Node.js calls it "arm64"',
  x86: 'Node.js calls it "ia32"',
  ppc64le: 'write arch "ppc64" with endian "little"',
  ppc64be: 'write arch "ppc64" with endian "big"',
  armv6: 'write arch "arm" with armVersion "6"',
  armv7: 'write arch "arm" with armVersion "7"',
};

/** The two words that a target cannot do without. Throws as `createTarget` does. */
export function checkedPair(parts: TargetParts): { readonly os: Os; readonly arch: Arch } {
  const os = wordOf(parts.os, OSES, "os");
  const arch = os === "web" && !parts.arch ? "any" : wordOf(parts.arch, ARCHES, "arch");
  const fits =
    (arch === "any") === (os === "web") &&
    (arch === "wasm32") === (os === "wasi") &&
    (arch !== "universal" || os === "darwin" || os === "mas");
  if (!fits) throw invalid(`${os} and ${arch} do not go together`);
  return { os, arch };
}

/** The value that was given if it is one of the choices; the only choice if none was given. */
function choose<Word extends string>(
  given: string | null | undefined,
  choices: readonly Word[],
  about: { readonly field: string; readonly name: string },
): Word | undefined {
  const { field, name } = about;
  if (!given) {
    if (choices.length < 2) return choices[0];
    throw incomplete(`${name} leaves its ${field} open`, `say ${field}: ${choices.map(quote).join(" or ")}`);
  }
  const known = choices.find((choice) => choice === given);
  if (known === undefined) {
    const said = choices.length ? `it is ${choices.map(quote).join(" or ")}` : "it has none";
    throw invalid(`${name} cannot have ${field} ${quote(given)}: ${said}`, withNearest(given, choices));
  }
  return known;
}

function armVersionOf(given: string | number | null | undefined, os: Os, arch: Arch): ArmVersion | undefined {
  const text = given === null || given === undefined ? undefined : String(given);
  if (os === "win32" && arch === "arm" && text === "7") return undefined;
  return choose(text, armVersionsOf(os, arch), { field: "armVersion", name: `${os}-${arch}` });
}

function endianOf(given: string | null | undefined, os: Os, arch: Arch): Endian | undefined {
  const choices = endiansOf(os, arch);
  if (choices.length === 0 && given === settledEndian(arch)) return undefined;
  return choose(given, choices, { field: "endian", name: `${os}-${arch}` });
}

function invalid(message: string, hint?: string): TargetError {
  return new TargetError("ERR_TARGET_INVALID", message, { hint });
}

function incomplete(message: string, hint?: string): TargetError {
  return new TargetError("ERR_TARGET_INCOMPLETE", message, { hint });
}
