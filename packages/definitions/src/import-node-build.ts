import { importChannel } from "./import-channel.js";
import { shellWords } from "./shell-words.js";
import type { ArchiveSource, Binary, Definition, DefinitionNotice, Package } from "./types.js";

/** What a file of node-build's turned out to be. */
export type ImportResult =
  | { readonly kind: "data"; readonly definition: Definition }
  /** Only bash can say what it does; `line` (from 1) is the first that is not data. */
  | { readonly kind: "program"; readonly reason: string; readonly line: number };

interface Draft {
  notice: DefinitionNotice | undefined;
  readonly messages: string[];
  readonly binaries: Binary[];
  readonly packages: Package[];
}

/** Returns why the words cannot be data, or undefined when they were taken in. */
type Statement = (draft: Draft, args: readonly string[]) => string | undefined;

const STATEMENTS: ReadonlyMap<string, Statement> = new Map<string, Statement>([
  ["echo", addMessage],
  ["binary", addBinary],
  ["install_package", addArchive],
  ["install_git", addGit],
  ["require_gcc", () => undefined],
  ["require_llvm", () => undefined],
]);

/** The two bodies of `before_install_package` that stand for a notice. */
const NOTICE_HOOK =
  /^[ \t]*before_install_package[ \t]*\(\)[ \t]*\{\s*build_package_warn_(eol|lts_maintenance)[ \t]+"\$1"[ \t]*;?\s*\}[ \t]*$/m;
const NOTICES: Readonly<Record<string, DefinitionNotice>> = {
  eol: "end-of-life",
  lts_maintenance: "maintenance",
};

/**
 * Reads a definition file of node-build's without running it. What is nothing but declarations, or one of
 * the channels that come with node-build, becomes data that means the same; everything else (functions,
 * conditions, expansions, unknown commands) is reported as a program, never guessed at.
 *
 * @param name The file's name, which is what the version is called.
 */
export function importNodeBuildDefinition(text: string, name: string): ImportResult {
  const channel = importChannel(text, name);
  if (channel) return { kind: "data", definition: channel };

  const draft: Draft = { notice: undefined, messages: [], binaries: [], packages: [] };
  const lines = takeNotice(text, draft).split("\n");
  for (const [index, line] of lines.entries()) {
    const reason = addLine(draft, line);
    if (reason !== undefined) return { kind: "program", reason, line: index + 1 };
  }
  if (draft.packages.length === 0) return { kind: "program", reason: "it installs no package", line: 1 };
  const { notice, messages, binaries, packages } = draft;
  return {
    kind: "data",
    definition: { kind: "install", name, ...(notice && { notice }), messages, binaries, packages },
  };
}

/** Takes the notice's hook out of the text, leaving its lines empty so that the others keep their numbers. */
function takeNotice(text: string, draft: Draft): string {
  const match = NOTICE_HOOK.exec(text);
  const notice = NOTICES[match?.[1] ?? ""];
  // A hook that is set after a package was installed says nothing about it.
  if (!match || !notice || /^[ \t]*install_/m.test(text.slice(0, match.index))) return text;
  draft.notice = notice;
  return text.replace(match[0], match[0].replace(/[^\n]/g, ""));
}

function addLine(draft: Draft, line: string): string | undefined {
  const words = shellWords(line);
  if (!words) return `bash has to read ${JSON.stringify(line.trim())}`;
  const [command, ...args] = words;
  if (command === undefined) return undefined;
  const statement = STATEMENTS.get(command);
  return statement ? statement(draft, args) : `"${command}" is no declaration`;
}

function addMessage(draft: Draft, args: readonly string[]): string | undefined {
  if (draft.packages.length > 0) return "a message after a package";
  if (args[0]?.startsWith("-")) return "an option of echo";
  draft.messages.push(args.join(" "));
  return undefined;
}

function addBinary(draft: Draft, args: readonly string[]): string | undefined {
  if (draft.packages.length > 0) return "a binary after a package";
  const [platform, location] = args;
  if (!platform || !location || args.length > 2) return "binary without a platform and a URL";
  const source = archiveFrom(location);
  if (!source) return "binary without a URL";
  draft.binaries.push({ platform, ...source });
  return undefined;
}

function addArchive(draft: Draft, args: readonly string[]): string | undefined {
  const [name, location, ...steps] = args;
  if (!name || location === undefined) return "install_package without a name and a URL";
  return addPackage(draft, { name, source: archiveFrom(location), steps });
}

function addGit(draft: Draft, args: readonly string[]): string | undefined {
  const [name, git, ref, ...steps] = args;
  if (!name || !git || !ref) return "install_git without a name, a URL and a ref";
  return addPackage(draft, { name, source: { git, ref }, steps });
}

function addPackage(draft: Draft, { name, source, steps }: Package): string | undefined {
  if (steps.includes("--if")) return "a package under a condition";
  // bash splits what is joined by blanks: `"standard copy"` are two steps.
  const words = steps.flatMap((step) => step.split(/\s+/).filter((word) => word !== ""));
  draft.packages.push({ name, source, steps: words });
  return undefined;
}

/** `URL`, `URL#DIGEST`, or `#` for none. */
function archiveFrom(location: string): ArchiveSource | undefined {
  const hash = location.indexOf("#");
  const url = hash < 0 ? location : location.slice(0, hash);
  const digest = hash < 0 ? "" : location.slice(hash + 1);
  if (url === "") return undefined;
  return digest === "" ? { url } : { url, digest };
}
