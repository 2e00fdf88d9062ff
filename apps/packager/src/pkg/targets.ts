import { extname } from "node:path";
import { type PkgHost, parsePkgTarget, type Target, TargetError } from "@nodewright/target-triple";
import { ReportedError } from "./reported-error.js";

/** A target in `pkg`'s words. */
export interface PkgTargetWords {
  /** `node22-linux-x64`, nothing left out. */
  readonly text: string;
  readonly nodeRange: string;
  readonly platform: string;
  readonly arch: string;
  readonly target: Target;
}

/** @throws ReportedError for a word that is none of `pkg`'s */
export function readPkgTargets(items: readonly string[], host: PkgHost): PkgTargetWords[] {
  return items.map((item) => {
    // Words that are empty are passed over.
    const words = item.split("-").filter((word) => word !== "");
    try {
      const { text, target } = parsePkgTarget(words.join("-") || "host", host);
      const [nodeRange = "", platform = "", arch = ""] = text.split("-");
      return { text, nodeRange, platform, arch, target };
    } catch (cause) {
      const unknown = words.find((word) => !isKnown(word, host));
      if (unknown !== undefined)
        throw new ReportedError(`Unknown token '${unknown}' in '${item}'`, [], cause);
      const hint = cause instanceof TargetError && cause.hint !== undefined ? [cause.hint] : [];
      throw new ReportedError(`Cannot read target '${item}': ${(cause as Error).message}`, hint, cause);
    }
  });
}

function isKnown(word: string, host: PkgHost): boolean {
  try {
    parsePkgTarget(word, host);
    return true;
  } catch (error) {
    return error instanceof TargetError && error.code !== "ERR_TARGET_UNKNOWN";
  }
}

export interface OutputRequest {
  /** Where the executable goes, before anything is added to its name. */
  readonly path: string;
  /** The name was not given but taken from the input. */
  readonly isDerived: boolean;
  /** The script that starts. */
  readonly entry: string;
}

/** The file for each target: with the words in which the targets differ, and `.exe` for Windows. */
export function outputsFor(targets: readonly PkgTargetWords[], request: OutputRequest): string[] {
  const differs = (key: "nodeRange" | "platform" | "arch"): boolean =>
    new Set(targets.map((target) => target[key])).size > 1;
  const axes = (["nodeRange", "platform", "arch"] as const).filter(differs);
  return targets.map((target) => {
    const words = targets.length === 1 ? [] : axes.map((axis) => target[axis]);
    const plain = [request.path, ...words].join("-");
    const file = target.platform === "win" && extname(plain) !== ".exe" ? `${plain}.exe` : plain;
    if (file !== request.entry) return file;
    if (request.isDerived) return `${file}-${target.platform}`;
    throw new ReportedError("Refusing to overwrite input file", [request.entry]);
  });
}
