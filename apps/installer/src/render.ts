import type { Progress } from "@nodewright/command-line";
import type { InstallEvent, InstallResult } from "@nodewright/installation";
import { describeEvidence, type Offer } from "@nodewright/release-source";
import { formatTarget } from "@nodewright/target-triple";

/** One event as a line or as progress. */
export function renderEvent(event: InstallEvent, progress: Progress): void {
  switch (event.type) {
    case "passed-over":
      progress.line(`skipped   ${event.source}: ${event.reason}`);
      return;
    case "resolved":
      progress.line(`source    ${event.source} (${event.origin})`);
      progress.line(`resolved  ${event.resolution.version}: ${event.resolution.reason}`);
      return;
    case "proven":
      renderProof(event.offer, progress);
      return;
    case "progress":
      progress.report({
        label: event.fileName,
        doneBytes: event.receivedBytes,
        totalBytes: event.totalBytes,
      });
      return;
    case "no-binary":
      progress.line(`compile   ${event.reason}`);
      return;
    case "waiting":
      progress.line(
        `waiting   for process ${event.pid ?? "of another host"}, which installs the same release`,
      );
      return;
    case "build-line":
      progress.line(`build     ${event.line}`);
      return;
    case "retry":
      progress.line(`retry     ${event.fileName}: ${event.reason}`);
      return;
    case "cached":
      progress.line(`cached    ${event.fileName}: verified again`);
      return;
    case "reused":
      progress.line(`reused    files of an earlier install, by ${event.method}`);
      return;
    case "checked":
      progress.line(`checked   ${describeBinary(event.info)}`);
  }
}

function renderProof({ parts, proofs, notes }: Offer, progress: Progress): void {
  const evidence = [...parts.flatMap((part) => part.evidence), ...proofs.map((proof) => proof.evidence)];
  for (const one of evidence) progress.line(`proof     ${describeEvidence(one)}`);
  for (const note of notes) progress.line(`note      ${note}`);
}

function describeBinary(info: Extract<InstallEvent, { type: "checked" }>["info"]): string {
  const words = [info.format.toUpperCase(), info.os, info.arch, info.libc].filter(
    (word) => word !== undefined,
  );
  return `${words.join(" ")}${info.glibcFloor === undefined ? "" : `, needs glibc ${info.glibcFloor}`}`;
}

/** The end of a run, for people. */
export function renderResult(result: InstallResult): string {
  const target = formatTarget(result.target);
  const verb = { installed: "installed", "already-installed": "already there", "dry-run": "would install" }[
    result.outcome
  ];
  const lines = [`${verb} Node.js ${result.version} (${target}): ${result.prefix}`];
  if (result.built !== undefined) lines.push(`built from its source with ${result.built.compiler}`);
  if (result.versions !== undefined) {
    lines.push(
      `runs with ${Object.entries(result.versions)
        .filter(([, value]) => value !== "")
        .map(([name, value]) => `${name} ${value}`)
        .join(", ")}`,
    );
  } else if (result.outcome !== "dry-run") {
    lines.push("not run: this host does not run that target; its header was checked");
  }
  return `${lines.join("\n")}\n`;
}

/** The end of a run, for programs. */
export function toReport(result: InstallResult): Record<string, unknown> {
  const { outcome, version, prefix, executable, source, evidence, notes, versions, resolution, built } =
    result;
  return {
    outcome,
    version,
    target: formatTarget(result.target),
    lts: resolution.row.lts ?? false,
    npm: resolution.row.npm ?? null,
    reason: resolution.reason,
    source,
    evidence,
    built: built ?? null,
    parts: result.parts ?? null,
    notes,
    passedOver: result.passedOver.map((one) => ({ ...one, target: formatTarget(one.target) })),
    prefix,
    executable,
    versions: versions ?? null,
  };
}
