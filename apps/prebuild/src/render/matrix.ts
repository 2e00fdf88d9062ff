import { relative } from "node:path";
import { describeError, formatBytes, formatDuration, formatTable } from "@nodewright/command-line";
import type { AddonProject, MatrixRow } from "@nodewright/prebuild-author";
import { formatTarget } from "@nodewright/target-triple";

/** The matrix for people: what was run, what was only inspected, what failed and why. */
export function matrixText(rows: readonly MatrixRow[], root: string): string {
  const head = ["target", "node-api", "compiler", "needs", "checked", "packed"];
  const table = formatTable([head, ...rows.map((row) => cells(row, root))]);
  const failures = rows.flatMap((row) => (row.outcome === "failed" ? [failureText(row)] : []));
  return [table.trimEnd(), "", summary(rows), ...failures, ""].join("\n");
}

function cells(row: MatrixRow, root: string): string[] {
  const name = formatTarget(row.target) ?? "";
  if (row.outcome === "failed") return [name, level(row), "-", "-", "FAILED", "-"];
  const { addon, packed } = row;
  return [
    name,
    level(row),
    addon.toolchain,
    needs(row),
    checked(addon.run),
    packed ? tarball(packed, root) : "-",
  ];
}

type Built = Extract<MatrixRow, { outcome: "built" }>;

/** What the header says: the Node-API level or the ABI. */
function level(row: MatrixRow): string {
  const declared = row.plan.napiBuildVersion;
  if (row.outcome === "failed") return declared === undefined ? "-" : String(declared);
  const { napi, nodeApiVersion, nodeAbi } = row.addon.info.addon ?? { napi: false };
  if (napi) return String(declared ?? nodeApiVersion ?? "yes");
  return nodeAbi === undefined ? "no" : `ABI ${nodeAbi}`;
}

function needs({ addon: { info } }: Built): string {
  const floors = [
    info.glibcFloor && `glibc ${info.glibcFloor}`,
    info.glibcxxFloor && `GLIBCXX ${info.glibcxxFloor}`,
    info.libc === "musl" && "musl",
    info.minimumOsVersion && `${info.os} ${info.minimumOsVersion}`,
  ];
  return floors.filter(Boolean).join(", ") || "nothing";
}

function checked(run: Built["addon"]["run"]): string {
  return "reason" in run ? `inspected only: ${run.reason}` : `run by ${run.by}, Node.js ${run.node}`;
}

function tarball({ tarball: path, manifest }: NonNullable<Built["packed"]>, root: string): string {
  return `${relative(root, path)} (${formatBytes(manifest.prebuilds[0]?.sizeBytes ?? 0)})`;
}

function summary(rows: readonly MatrixRow[]): string {
  const built = rows.filter((row) => row.outcome === "built");
  const run = built.filter(({ addon }) => !("reason" in addon.run)).length;
  const time = formatDuration(rows.reduce((sum, { durationMs }) => sum + durationMs, 0));
  const failed = rows.length - built.length;
  return `${rows.length} built in ${time}: ${run} run, ${built.length - run} inspected only, ${failed} failed`.replace(
    /^\d+/,
    String(built.length),
  );
}

function failureText(row: Extract<MatrixRow, { outcome: "failed" }>): string {
  const { message, hint } = describeError(row.error);
  return `\n${formatTarget(row.target)}: ${message}${hint === undefined ? "" : `\n  hint: ${hint}`}`;
}

/** The matrix for programs. */
export function matrixReport({ name, version }: AddonProject, rows: readonly MatrixRow[]): object {
  return {
    name,
    version,
    builds: rows.map((row) => ({
      target: formatTarget(row.target),
      outcome: row.outcome,
      durationMs: Math.round(row.durationMs),
      napiBuildVersion: row.plan.napiBuildVersion ?? null,
      ...(row.outcome === "failed" ? { error: describeError(row.error) } : builtReport(row)),
    })),
  };
}

function builtReport({ addon, packed }: Built): object {
  const { info, run } = addon;
  return {
    toolchain: addon.toolchain,
    file: addon.file,
    info,
    run,
    tarball: packed?.tarball ?? null,
    manifest: packed?.manifestFile ?? null,
  };
}
