import { type Lifecycle, noticeFor } from "./notices.js";
import { type ArchiveSource, type Definition, type InstallDefinition, KNOWN_STEPS } from "./types.js";

/** One thing that is wrong with a definition. */
export interface LintFinding {
  readonly rule: LintRule;
  readonly message: string;
}

export type LintRule =
  /** The schedule asks for another notice than the definition carries. */
  | "notice"
  /** An archive that nothing pins. */
  | "no-digest"
  /** A digest that no archive can match. */
  | "bad-digest"
  /** MD5 and SHA-1 can be forged. */
  | "weak-digest"
  /** An address that is not encrypted and nothing pins. */
  | "plain-http"
  /** A second binary for a platform can never be chosen. */
  | "duplicate-platform"
  | "unknown-step"
  /** No machine's `uname` says this. */
  | "unknown-platform"
  /** The name says one version, an address another. */
  | "version-mismatch";

const STEPS: ReadonlySet<string> = new Set(KNOWN_STEPS);

/** The systems that `uname -s` names, and the Linux distributions node-build knows. */
const SYSTEM = /^(?:linux|darwin|aix|sunos|freebsd\d*|openbsd|netbsd|ubuntu|debian|suse|redhat|gentoo)-/;
const CPU =
  /-(?:x64|x86|arm64|armv[67]l|ppc64|ppc64le|s390x|riscv64|loong64|mips\w*|ia64|x64-musl|arm64-musl|x64-glibc-217|x64-pointer-compression|x64-usdt)$/;

/**
 * Checks what a schema cannot: that a definition is pinned, can be installed, and says what the schedule
 * says today. An empty list means nothing is wrong.
 */
export function lintDefinition(definition: Definition, lifecycle: Lifecycle): readonly LintFinding[] {
  const unknown = stepsOf(definition)
    .filter((step) => !STEPS.has(step))
    .map((step): LintFinding => ({ rule: "unknown-step", message: `no step is called "${step}"` }));
  if (definition.kind === "channel") return unknown;
  return [
    ...lintNotice(definition, lifecycle),
    ...lintPlatforms(definition),
    ...archivesOf(definition).flatMap((archive) => lintArchive(archive, definition.name)),
    ...unknown,
  ];
}

function stepsOf(definition: Definition): readonly string[] {
  return definition.kind === "channel" ? definition.steps : definition.packages.flatMap(({ steps }) => steps);
}

function archivesOf({ binaries, packages }: InstallDefinition): readonly ArchiveSource[] {
  const sources = packages.flatMap(({ source }) => (source && "url" in source ? [source] : []));
  return [...binaries, ...sources];
}

function lintNotice(definition: InstallDefinition, lifecycle: Lifecycle): readonly LintFinding[] {
  const { name, notice, packages } = definition;
  const due = noticeFor(name, lifecycle);
  // The step of the same name says the same, so it counts too.
  const isSaid = packages.some(({ steps }) => steps.includes("warn_eol"));
  if (due === notice || (due === undefined && !isVersion(name)) || (due === "end-of-life" && isSaid))
    return [];
  const message = `the schedule says ${due ?? "it is maintained"}, the definition ${notice ?? "nothing"}`;
  return [{ rule: "notice", message }];
}

function isVersion(name: string): boolean {
  return /^\d+\.\d+\.\d+$/.test(name);
}

function lintPlatforms({ binaries }: InstallDefinition): readonly LintFinding[] {
  const seen = new Set<string>();
  return binaries.flatMap(({ platform }): LintFinding[] => {
    if (seen.has(platform)) {
      return [{ rule: "duplicate-platform", message: `${platform} stands there twice: the first is used` }];
    }
    seen.add(platform);
    if (SYSTEM.test(platform) && CPU.test(platform)) return [];
    return [{ rule: "unknown-platform", message: `no machine calls itself ${platform}` }];
  });
}

function lintArchive({ url, digest }: ArchiveSource, name: string): readonly LintFinding[] {
  const findings: LintFinding[] = [];
  if (digest === undefined) {
    findings.push({ rule: "no-digest", message: `nothing pins ${url}` });
    if (url.startsWith("http:"))
      findings.push({ rule: "plain-http", message: `${url} is fetched unencrypted` });
  } else if (!/^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/i.test(digest)) {
    findings.push({ rule: "bad-digest", message: `"${digest}" is not 64, 40 or 32 hex digits (${url})` });
  } else if (digest.length < 64) {
    findings.push({
      rule: "weak-digest",
      message: `${url} is pinned by ${digest.length === 32 ? "MD5" : "SHA-1"}`,
    });
  }
  const [, version] = /\/v(\d+\.\d+\.\d+)\//.exec(url) ?? [];
  if (version && isVersion(name) && version !== name) {
    findings.push({ rule: "version-mismatch", message: `${url} is of ${version}` });
  }
  return findings;
}
