import type { HostProbe } from "./host-probe.js";
import type { HttpBackend } from "./http/backend.js";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where lines for people go. */
export interface TextSink {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
}

/** How the user wants it, beside what the environment says. */
export interface BuildFlags {
  /** Compile even where a binary fits. */
  readonly compile?: boolean | undefined;
  /** Leave the build directory and the archive. */
  readonly keep?: boolean | undefined;
  /** Apply the patch on standard input to node-* and iojs-* packages. */
  readonly patch?: boolean | undefined;
  /** Print the log while it grows. */
  readonly verbose?: boolean | undefined;
  readonly ipv4?: boolean | undefined;
  readonly ipv6?: boolean | undefined;
}

/** Everything a build works with. */
export interface BuildContext {
  /** The variables of the build; a step may change them for those after it. */
  readonly env: Record<string, string | undefined>;
  readonly prefix: string;
  readonly buildPath: string;
  /** Where archives are kept, if the user has made such a directory. */
  readonly cacheDirectory: string | undefined;
  /** For short-lived files. */
  readonly temporary: string;
  /** An open descriptor; what tools print goes there. */
  readonly logFd: number;
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  readonly flags: BuildFlags;
  /** Arguments given as lists: `NODE_CONFIGURE` to what follows `--` on the command line. */
  readonly argumentLists: Map<string, readonly string[]>;
  /** Ends the command that is running, and all that it has started. */
  readonly signal?: AbortSignal | undefined;
  readonly host: HostProbe;
  readonly http: HttpBackend;
}

/** The part of a package's name that its variables begin with: `node-v1.0.0` has `NODE_…`. */
export function variablePrefix(packageName: string): string {
  return packageName.replace(/-.*$/s, "").toUpperCase();
}

/** bash's own idea of the words in an unquoted variable. */
export function splitWords(text: string | undefined): readonly string[] {
  return (text ?? "").split(/[ \t\n]+/).filter((word) => word !== "");
}

/** Whether patches and the tarball override are meant for a package. */
export function isNodePackage(packageName: string): boolean {
  return /^(?:node|iojs)-/.test(packageName);
}
