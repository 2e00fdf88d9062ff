import { formatTarget, parseTarget, pkgWordKind, type Target } from "@nodewright/target-triple";
import { readingsOf, targetsOfArch } from "./foreign-words.js";

/** A word of a pkg target, and where it stands in it. */
export interface PkgWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly kind: ReturnType<typeof pkgWordKind>;
}

/** The words of a pkg target, unknown ones without kind. */
export function wordsOf(text: string): PkgWord[] {
  let start = 0;
  return text.split("-").map((word) => {
    const found = { text: word, start, end: start + word.length, kind: pkgWordKind(word) };
    start += word.length + 1;
    return found;
  });
}

/** What platform and arch of a pkg target mean; empty while one is missing, or a word is none of pkg's. */
export function targetsOfWords(words: readonly PkgWord[]): readonly Target[] {
  const word = (kind: PkgWord["kind"]): string | undefined => words.find((one) => one.kind === kind)?.text;
  const [platform, arch] = [word("platform"), word("arch")];
  if (platform === undefined || arch === undefined) return [];
  return parseTarget(`${platform}-${arch}`, "pkg").candidates;
}

/** `<range>-<platform>-<arch>` for a target, as far as pkg can say it. */
export function spellForPkg(target: Target, range: string | undefined): string | undefined {
  const text = formatTarget(target, "pkg");
  if (text === null) return undefined;
  return range === undefined ? text : `${range}-${text}`;
}

/** A spelling of another dialect that somebody has put in the place of platform and arch. */
export interface ForeignSpelling {
  readonly dialect: string;
  /** In pkg's words, the likeliest first. */
  readonly texts: readonly string[];
}

/** Reads all but the range of a pkg target as the text of another dialect; undefined for what none has. */
export function foreignTarget(text: string, words: readonly PkgWord[]): ForeignSpelling | undefined {
  const range = words.find(({ kind }) => kind === "range");
  const rest = range === undefined ? text : withoutWord(text, range);
  for (const { dialect, candidates } of readingsOf(rest)) {
    const texts = candidates.flatMap((target) => spellForPkg(target, range?.text) ?? []);
    if (dialect !== "pkg" && texts.length > 0) return { dialect, texts: [...new Set(texts)] };
  }
  return linuxOfLibc(words);
}

/** For pkg, the libc of a Linux is a platform of its own. */
const PLATFORM_OF_LIBC: Readonly<Record<string, string>> = {
  musl: "alpine",
  glibc: "linux",
  gnu: "linux",
  static: "linuxstatic",
};

/** `node24-linux-x64-musl`, in any order. */
function linuxOfLibc(words: readonly PkgWord[]): ForeignSpelling | undefined {
  const [libc, ...others] = words.filter(({ kind }) => kind === undefined);
  const linux = words.find(({ kind }) => kind === "platform");
  const isLibc = libc !== undefined && Object.hasOwn(PLATFORM_OF_LIBC, libc.text);
  const platform = isLibc ? PLATFORM_OF_LIBC[libc.text] : undefined;
  if (platform === undefined || others.length > 0 || linux?.text !== "linux") return undefined;
  const kept = words.filter((word) => word !== libc);
  const text = kept.map((word) => (word === linux ? platform : word.text)).join("-");
  return { dialect: "npm", texts: [text] };
}

function withoutWord(text: string, { start, end }: PkgWord): string {
  return start === 0 ? text.slice(end + 1) : text.slice(0, start - 1) + text.slice(end);
}

/** The arch in pkg's words that an unknown word means in another dialect. */
export function foreignArch(word: string): string | undefined {
  const arches = new Set(targetsOfArch(word).map((target) => formatTarget(target, "pkg")?.split("-")[1]));
  return arches.size === 1 ? [...arches][0] : undefined;
}
