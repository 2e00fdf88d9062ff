import { join } from "node:path";
import { resolveAbi } from "@nodewright/abi-resolver";
import { checkTarget, describeMismatches, type ExecutableInfo, inspect } from "@nodewright/executable";
import type { Asset } from "@nodewright/release-index";
import type { Target } from "@nodewright/target-triple";
import { executablePath, hasSameNumbers, readHeader } from "./check-layout.js";
import { runNode } from "./run-node.js";
import type { Finding, ValidationReport, ValidationRequest, ValidationRule } from "./types.js";

/** What the executable and the headers of an archive tell. */
type NodeReport = Pick<ValidationReport, "findings" | "versions" | "ranBy" | "notRunBecause">;

/** Reads header and version of what was unpacked, and runs it where this machine can. */
export async function checkNode(
  { asset, folder }: { readonly asset: Asset; readonly folder: string },
  request: ValidationRequest,
): Promise<NodeReport> {
  const { target, version } = request;
  const found = (rule: ValidationRule, message: string): Finding => ({
    rule,
    fileName: asset.fileName,
    message,
  });
  const headers = await checkHeaders(folder, version, found);
  if (target === undefined) return { findings: headers };
  const executable = join(folder, executablePath(asset));
  let info: ExecutableInfo;
  try {
    info = await inspect(executable);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { findings: [...headers, found("header", why)] };
  }
  const mismatches = checkExecutable(info, target, request, found);
  if (mismatches.length > 0) return { findings: [...headers, ...mismatches] };
  const answer = await runNode(executable, { ...request, target, isStatic: info.libc === "static" });
  if (answer.outcome === "not-run") return { findings: headers, notRunBecause: answer.reason };
  const { ranBy } = answer;
  if (answer.outcome === "failed") {
    return { findings: [...headers, found("run", `it does not run (${ranBy}): ${answer.reason}`)], ranBy };
  }
  const { versions } = answer;
  return { findings: [...headers, ...checkVersions(versions, version, found)], versions, ranBy };
}

type Found = (rule: ValidationRule, message: string) => Finding;

/** With variants, headers tell nothing; a ceiling is told apart from a wrong target. */
function checkExecutable(
  info: ExecutableInfo,
  target: Target,
  { glibcCeiling, glibcxxCeiling }: ValidationRequest,
  found: Found,
): Finding[] {
  const mismatches = checkTarget(info, target, {
    kind: "executable",
    ...(glibcCeiling === undefined ? {} : { glibcVersion: glibcCeiling }),
    ...(glibcxxCeiling === undefined ? {} : { glibcxxVersion: glibcxxCeiling }),
  });
  return mismatches.map((mismatch) => {
    const isCeiling = mismatch.field === "glibcVersion" || mismatch.field === "glibcxxVersion";
    return found(isCeiling ? "ceiling" : "header", describeMismatches([mismatch]));
  });
}

async function checkHeaders(folder: string, version: string, found: Found): Promise<Finding[]> {
  const header = await readHeader(folder);
  if (header === undefined) return [];
  const isOther = header.version === undefined || !hasSameNumbers(header.version, version);
  return [
    ...(isOther ? [found("version", `its node_version.h is of ${header.version ?? "no version"}`)] : []),
    ...checkAbi(header.modules, version, "its node_version.h has", found),
  ];
}

function checkVersions(versions: Readonly<Record<string, string>>, version: string, found: Found): Finding[] {
  const { node, modules } = versions;
  if (`v${node}` !== version) return [found("version", `it says that it is v${node}`)];
  return checkAbi(modules, version, "it says", found);
}

/** A line's ABI is settled with its first release; before that nobody knows what is right. */
function checkAbi(modules: string | undefined, version: string, subject: string, found: Found): Finding[] {
  const { abi } = resolveAbi({ version });
  if (abi === null || modules === abi) return [];
  return [found("abi", `${subject} ABI ${modules ?? "none"}, and ${version} has ${abi}`)];
}
