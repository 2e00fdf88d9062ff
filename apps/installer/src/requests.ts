import { relative } from "node:path";
import { type Io, UsageError } from "@nodewright/command-line";
import type { SpecRequest } from "@nodewright/installation";
import { findNearestRequest } from "@nodewright/release-index/nearest-version-file";
import type { VersionRequest } from "@nodewright/release-index/version-files";
import type { SpecFlags } from "./flags.js";

/** A version word of the command line or of a file. */
export interface Request extends SpecRequest {
  /** Where it stands, if in a file. */
  readonly file?: VersionRequest;
  /** A nearer requirement that gave way to it. */
  readonly requirement?: VersionRequest;
  /** What it stands for, where a lock said which release is meant. */
  readonly asked?: Request;
}

/**
 * The version words given, else the one of the nearest version file.
 * @throws UsageError when there is neither
 */
export async function readRequests(
  specs: readonly string[],
  flags: SpecFlags,
  io: Io,
): Promise<readonly [Request, ...Request[]]> {
  const [first, ...rest] = specs.map((spec): Request => ({ spec, dialect: flags.dialect }));
  if (first !== undefined) return [first, ...rest];
  const nearest = await nearestRequest(io);
  if (nearest !== undefined) return [nearest];
  throw new UsageError(`no version is given, and no version file lies in ${io.cwd} or above it`, {
    hint: "name a version, as in `nodewright install lts`, or write one into .node-version or .nvmrc",
  });
}

/** The one version word that a command takes. */
export async function readRequest(spec: string | undefined, flags: SpecFlags, io: Io): Promise<Request> {
  const [request] = await readRequests(spec === undefined ? [] : [spec], flags, io);
  return request;
}

/** What the nearest version file asks for. */
export async function nearestRequest(io: Io): Promise<Request | undefined> {
  const nearest = await findNearestRequest({ folder: io.cwd });
  if (nearest === undefined) return undefined;
  const { request: file, requirement } = nearest;
  const { spec, dialect } = file;
  return { spec, dialect, file, ...(requirement === undefined ? {} : { requirement }) };
}

/** Which file and place decided, for people; no lines for a word of the command line. */
export function describeRequest({ spec, file, requirement }: Request, io: Io): string[] {
  if (file === undefined) return [];
  const lines = [`version   ${spec}, from ${placeOf(file, io)}`];
  if (requirement !== undefined) {
    lines.push(
      `note      ${placeOf(requirement, io)} (${requirement.spec}) is a requirement: the version chosen for the project decides`,
    );
  }
  return lines;
}

/** The same for programs. */
export function toRequestReport(request: Request): Record<string, unknown> {
  const { spec, dialect, file } = request.asked ?? request;
  return {
    spec,
    dialect: dialect ?? "nodewright",
    file: file?.file ?? null,
    line: file?.line ?? null,
    member: file === undefined || file.path.length === 0 ? null : file.path.join("."),
  };
}

function placeOf({ file, line, path }: VersionRequest, io: Io): string {
  const shown = relative(io.cwd, file);
  return line === undefined ? `${path.join(".")} of ${shown}` : `${shown}:${line}`;
}
