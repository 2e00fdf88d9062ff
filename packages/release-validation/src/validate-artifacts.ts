import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { unpack } from "@nodewright/artifact-store";
import { type Asset, assetFromFileName, compareVersions, fileNamesFor } from "@nodewright/release-index";
import { formatTarget } from "@nodewright/target-triple";
import { checkLayout, readTree, type TreeContent, topFolder } from "./check-layout.js";
import { checkNode } from "./check-node.js";
import type { BuiltFile, Finding, ValidatedFile, ValidationReport, ValidationRequest } from "./types.js";

/** An archive that could be unpacked. */
interface Unpacked {
  readonly asset: Asset;
  readonly content: TreeContent;
  /** The archive's top folder. */
  readonly folder: string;
}

/**
 * Judges all files of one build. Each is digested, unpacked and compared with the others; the executable's header is
 * read, and it is run where this machine can. What was built for a target that nothing here runs is accepted without;
 * `notRunBecause` says so.
 *
 * Throws what the file system throws for a work folder that cannot be written; what is wrong with a file is a finding.
 */
export async function validateArtifacts(request: ValidationRequest): Promise<ValidationReport> {
  const { files, expected, workFolder } = request;
  const present = new Set(files.map(({ fileName }) => fileName));
  const findings: Finding[] = expected
    .filter((name) => !present.has(name))
    .map((fileName) => ({ rule: "missing", fileName, message: `the build made no ${fileName}` }));
  const validated: ValidatedFile[] = [];
  const unpacked: Unpacked[] = [];
  try {
    for (const [at, file] of files.entries()) {
      const name = checkName(file, request);
      findings.push(...name.findings);
      validated.push(await digestFile(file));
      if (name.asset === undefined) continue;
      const opened = await open(file, name.asset, join(workFolder, String(at)), request.signal);
      if ("rule" in opened) findings.push(opened);
      else unpacked.push(opened);
    }
    findings.push(...checkAgreement(unpacked), ...unpacked.flatMap(checkContent));
    const [first] = findings.some(({ rule }) => rule === "layout") ? [] : unpacked;
    const node = first === undefined ? { findings: [] } : await checkNode(first, request);
    const all = [...findings, ...node.findings];
    return { ...node, findings: all, isAccepted: all.length === 0, files: validated };
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
}

function checkName(
  { fileName }: BuiltFile,
  { version, target }: ValidationRequest,
): { readonly asset?: Asset; readonly findings: Finding[] } {
  const asset = assetFromFileName(fileName);
  const refuse = (why: string): { findings: Finding[] } => ({
    findings: [{ rule: "name", fileName, message: `the name is ${why}` }],
  });
  if (asset?.version === undefined) return refuse("none of a release's files");
  if (compareVersions(asset.version, version) !== 0) return refuse(`of ${asset.version}, not of ${version}`);
  if (target === undefined)
    return asset.kind === "headers" ? { asset, findings: [] } : refuse("not of headers");
  if (asset.kind !== "archive") return refuse("of no archive");
  const stems = fileNamesFor(version, target).map((name) => name.replace(/\.(?:tar\.\w+|zip|7z)$/, ""));
  const stem = fileName.slice(0, -asset.extension.length);
  return stems.includes(stem)
    ? { asset, findings: [] }
    : refuse(`not that of a build for ${formatTarget(target)}`);
}

async function digestFile(file: BuiltFile): Promise<ValidatedFile> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file.path), hash);
  return { ...file, sha256: hash.digest("hex"), sizeBytes: (await stat(file.path)).size };
}

async function open(
  file: BuiltFile,
  asset: Asset,
  into: string,
  signal: AbortSignal | undefined,
): Promise<Unpacked | Finding> {
  try {
    await unpack(file.path, { into, signal });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    const why = error instanceof Error ? error.message : String(error);
    return { rule: "archive", fileName: file.fileName, message: why };
  }
  return { asset, content: await readTree(into), folder: join(into, topFolder(asset)) };
}

function checkContent({ asset, content }: Unpacked): Finding[] {
  return checkLayout(content, asset).map((message) => ({
    rule: "layout",
    fileName: asset.fileName,
    message,
  }));
}

/** The .tar.gz and the .tar.xz of a build are the same tree. */
function checkAgreement([first, ...others]: readonly Unpacked[]): Finding[] {
  if (first === undefined) return [];
  return others.flatMap(({ asset, content }) => {
    const paths = [...new Set([...first.content.keys(), ...content.keys()])];
    const differing = paths.filter((path) => first.content.get(path) !== content.get(path));
    if (differing.length === 0) return [];
    const message = `it differs from ${first.asset.fileName} in ${differing.length} files: ${differing.slice(0, 3).join(", ")}`;
    return [{ rule: "difference" as const, fileName: asset.fileName, message }];
  });
}
