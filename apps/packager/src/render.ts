import type { Trace, TracedFile } from "@nodewright/app-archive/trace";
import { formatBytes, type Progress } from "@nodewright/command-line";
import { type BaseBinary, type PackedApp, targetWord } from "@nodewright/packaging";

const shownRequests = 8;

/** What goes in, and what nothing was found for. */
export function renderTrace({ files, unresolved, advice, warnings }: Trace, progress: Progress): void {
  const total = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  progress.line(`traced    ${files.length} files, ${formatBytes(total)}`);
  // Packages try what may be there; what the app's own code asks for is worth a look.
  const own = unresolved
    .filter(({ from }) => !/(^|[\\/])node_modules[\\/]/.test(from))
    .slice(0, shownRequests);
  for (const { request, from } of own) progress.line(`missing   ${request}, asked for by ${from}`);
  const more = unresolved.length - own.length;
  if (more > 0)
    progress.line(`missing   ${more} more requests, mostly optional ones of packages; --json names all`);
  for (const { folder, text } of advice) progress.line(`note      ${folder}: ${text}`);
  for (const warning of warnings) progress.line(`note      ${warning.replaceAll("\n", " ")}`);
}

export function renderPacked({ output, sizeBytes, base, swaps }: PackedApp, progress: Progress): void {
  for (const { package: name, by } of swaps) progress.line(`addon     ${name}: ${by}`);
  progress.line(
    `packed    ${output} (${targetWord(base.target)}, Node.js ${base.version}, ${formatBytes(sizeBytes)})`,
  );
}

/** The end of a run, for programs. */
export function toReport(trace: Trace, packed: readonly PackedApp[]): Record<string, unknown> {
  return {
    entry: trace.entry,
    files: trace.files.map(toFileReport),
    links: trace.links,
    unresolved: trace.unresolved,
    ignored: trace.ignored,
    warnings: trace.warnings,
    executables: packed.map(({ output, sizeBytes, swaps, base }) => ({
      output,
      sizeBytes,
      addons: swaps,
      ...baseReport(base),
    })),
  };
}

function toFileReport({ path, why, by, sizeBytes }: TracedFile): Record<string, unknown> {
  return { path, why, by, sizeBytes };
}

function baseReport({ target, version, analysis, receipt }: BaseBinary): Record<string, unknown> {
  return {
    target: targetWord(target),
    node: version,
    base: { sha256: analysis.sha256, source: receipt?.source ?? null, evidence: receipt?.evidence ?? [] },
  };
}
