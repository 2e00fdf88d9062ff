import { resolve } from "node:path";
import { formatBytes, formatTable, type Io } from "@nodewright/command-line";
import { extractPacked, openPacked, type PackedExecutable, verifyPacked } from "@nodewright/packaging";
import { describeEvidence } from "@nodewright/release-source";

export interface ExamineFlags {
  readonly json?: boolean;
  readonly files?: boolean;
  readonly sbom?: boolean;
}

/** What is in an executable. */
export async function inspectFile(file: string, flags: ExamineFlags, io: Io): Promise<void> {
  const packed = await openPacked(resolve(io.cwd, file));
  if (flags.sbom === true) {
    io.stdout.write(packed.sbom ?? `${JSON.stringify(null)}\n`);
    return;
  }
  io.stdout.write(flags.json === true ? `${JSON.stringify(toReport(packed))}\n` : toText(packed, flags));
}

function toReport({ archive, description, nodeVersion, execArgv, provenance }: PackedExecutable): object {
  const { entry, files, links } = archive;
  return { description, nodeVersion, execArgv, entry, provenance: provenance ?? null, files, links };
}

function toText(
  { archive, description, nodeVersion, execArgv, provenance }: PackedExecutable,
  flags: ExamineFlags,
): string {
  const { files, entry } = archive;
  const [sizeBytes, storedBytes] = [
    files.map((file) => file.sizeBytes),
    files.map((file) => file.storedBytes),
  ].map((sizes) => sizes.reduce((sum, size) => sum + size, 0));
  const lines = [
    `binary    ${description}`,
    `node      ${provenance?.node.version ?? nodeVersion ?? "of unknown version"}`,
    `app       ${provenance === undefined ? entry : `${provenance.app.name} ${provenance.app.version ?? ""}`.trim()}`,
    `entry     ${entry}`,
    `files     ${files.length}, ${formatBytes(sizeBytes ?? 0)}, packed to ${formatBytes(storedBytes ?? 0)}`,
    ...(execArgv.length === 0 ? [] : [`options   ${execArgv.join(" ")}`]),
    ...(provenance?.node.evidence ?? []).map((one) => `proof     ${describeEvidence(one)}`),
  ];
  const table = files.map((file) => [file.path, formatBytes(file.sizeBytes), file.compression]);
  return `${lines.join("\n")}\n${flags.files === true ? `${formatTable(table)}\n` : ""}`;
}

/** The app's files in a new folder. */
export async function extractFile(file: string, folder: string, io: Io): Promise<void> {
  const { archive } = await openPacked(resolve(io.cwd, file));
  const into = resolve(io.cwd, folder);
  const count = await extractPacked(archive, into);
  io.stdout.write(`extracted ${count} files to ${into}; ${archive.entry} starts\n`);
}

/** @returns the exit code: 1 when anything is not as it should be */
export async function verifyFile(file: string, flags: ExamineFlags, io: Io): Promise<number> {
  const checks = await verifyPacked(resolve(io.cwd, file));
  if (flags.json === true) io.stdout.write(`${JSON.stringify({ file, checks })}\n`);
  else {
    for (const { what, isGood, text } of checks) {
      io.stdout.write(`${isGood ? "good" : "BAD "} ${what.padEnd(10)} ${text}\n`);
    }
  }
  return checks.every(({ isGood }) => isGood) ? 0 : 1;
}
