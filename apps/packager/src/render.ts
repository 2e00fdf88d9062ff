import type { Trace, TracedFile } from "@nodewright/app-archive/trace";
import { formatBytes, type Progress } from "@nodewright/command-line";
import { type BaseBinary, type Executable, targetWord } from "@nodewright/packaging";

const shownRequests = 8;

/** What goes in, and what nothing was found for. */
export function renderTrace({ files, unresolved, warnings }: Trace, progress: Progress): void {
  const total = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  progress.line(`traced    ${files.length} files, ${formatBytes(total)}`);
  for (const { request, from } of unresolved.slice(0, shownRequests)) {
    progress.line(`missing   ${request}, asked for by ${from}`);
  }
  const more = unresolved.length - shownRequests;
  if (more > 0) progress.line(`missing   ${more} more; --json names all`);
  for (const warning of warnings) progress.line(`note      ${warning.replaceAll("\n", " ")}`);
}

export function renderPacked({ output, sizeBytes }: Executable, base: BaseBinary, progress: Progress): void {
  progress.line(
    `packed    ${output} (${targetWord(base.target)}, Node.js ${base.version}, ${formatBytes(sizeBytes)})`,
  );
}

/** The end of a run, for programs. */
export function toReport(run: {
  readonly trace: Trace;
  readonly bases: readonly BaseBinary[];
  readonly made: readonly Executable[];
}): Record<string, unknown> {
  const { trace, bases, made } = run;
  return {
    entry: trace.entry,
    files: trace.files.map(toFileReport),
    links: trace.links,
    unresolved: trace.unresolved,
    warnings: trace.warnings,
    executables: made.map(({ output, sizeBytes }, i) => ({ output, sizeBytes, ...baseReport(bases[i]) })),
  };
}

function toFileReport({ path, why, by, sizeBytes }: TracedFile): Record<string, unknown> {
  return { path, why, by, sizeBytes };
}

function baseReport(base: BaseBinary | undefined): Record<string, unknown> {
  if (base === undefined) return {};
  const { target, version, analysis, receipt } = base;
  return {
    target: targetWord(target),
    node: version,
    base: { sha256: analysis.sha256, source: receipt?.source ?? null, evidence: receipt?.evidence ?? [] },
  };
}
