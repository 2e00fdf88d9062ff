import type { Environment } from "@nodewright/addon-build";
import type { Target } from "@nodewright/target-triple";

/** What is asked of an archive; each finding names one. */
export type ValidationRule =
  /** A file that the build had to make is not there. */
  | "missing"
  /** The name is of another release or target, or of none. */
  | "name"
  /** It cannot be unpacked safely. */
  | "archive"
  /** One top folder, named as the archive, with the files that belong in it. */
  | "layout"
  /** The archives of one build differ in what they hold. */
  | "difference"
  /** The executable is for another target. */
  | "header"
  /** The executable needs a newer glibc or libstdc++ than the target's systems have. */
  | "ceiling"
  /** The executable does not start. */
  | "run"
  /** It says that it is another version. */
  | "version"
  /** Its ABI, or that of its headers, is not the one of its release line. */
  | "abi";

/** One reason not to publish a file. */
export interface Finding {
  readonly rule: ValidationRule;
  readonly fileName: string;
  readonly message: string;
}

/** A built file. */
export interface BuiltFile {
  readonly path: string;
  readonly fileName: string;
}

export interface ValidationRequest {
  readonly version: string;
  /** Undefined for headers, which serve every target. */
  readonly target: Target | undefined;
  /** All that one build made. */
  readonly files: readonly BuiltFile[];
  /** File names that the build had to make. */
  readonly expected: readonly string[];
  /** The newest glibc that may be needed. */
  readonly glibcCeiling?: string | undefined;
  /** The newest GLIBCXX of libstdc++ that may be needed. */
  readonly glibcxxCeiling?: string | undefined;
  /** This machine, and its environment for emulators. */
  readonly host: Target;
  readonly env: Environment;
  /** A folder for what is unpacked; it is made, and emptied at the end. */
  readonly workFolder: string;
  readonly signal?: AbortSignal | undefined;
}

/** A file as it was judged. */
export interface ValidatedFile extends BuiltFile {
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** What was found out about the files of one build. */
export interface ValidationReport {
  /** Nothing speaks against publishing them. */
  readonly isAccepted: boolean;
  readonly findings: readonly Finding[];
  readonly files: readonly ValidatedFile[];
  /** What the executable said of itself; undefined where it was not run. */
  readonly versions?: Readonly<Record<string, string>> | undefined;
  /** `native`, `qemu-aarch64-static`; undefined where it was not run. */
  readonly ranBy?: string | undefined;
  /** Why the executable was not run. */
  readonly notRunBecause?: string | undefined;
}
