import { join } from "node:path";
import { analyseCached } from "@nodewright/executable/inject";
import {
  findInstall,
  type Install,
  InstallError,
  type InstallOptions,
  installNode,
} from "@nodewright/installation";
import { formatTarget } from "@nodewright/target-triple";
import { errorCode, PackagingError } from "../errors.js";
import type { BaseBinary } from "./base-binary.js";
import { forgetDigest, provenDigest } from "./digest-record.js";
import { openWords } from "./known-words.js";

const dayMs = 24 * 60 * 60_000;

/** What `installNode` needs, without what is always the same for a base: it has no optional parts. */
export interface FetchBaseOptions extends Omit<InstallOptions, "parts" | "root" | "trees" | "fallbacks"> {
  /** Where bases and what is known of them are kept. */
  readonly folder: string;
  /** How long the release that a word such as `24` or `lts` means is taken from memory; a day when absent. */
  readonly maxAgeMs?: number | undefined;
}

/**
 * The Node.js that a spec means for a target, proven as an install is and kept for the next time. A whole version
 * that is kept needs no network, nor does a word that was asked for today; offline, none does. What is kept is
 * compared with its digest; a file that was changed is fetched again.
 *
 * Throws what `installNode` throws, and PackagingError ERR_PACKAGING_BASE.
 */
export async function fetchBase(options: FetchBaseOptions): Promise<BaseBinary> {
  const { folder, spec, dialect, target, offline = false, maxAgeMs = dayMs, now = new Date() } = options;
  const words = openWords(join(folder, "words.json"), { maxAgeMs, now });
  const key = `${dialect ?? "nodewright"} ${spec} ${formatTarget(target)}`;
  const version = wholeVersion(spec) ?? (await words.version(key));
  const kept = version === undefined ? undefined : await keptBase(toVersion(options, version));
  if (kept !== undefined) return kept;
  if (offline) {
    const any = await keptBase(options);
    if (any !== undefined) return any;
  }
  const installed = await installNode(installOptions(options));
  await words.learn(key, installed.version);
  return provenBase(toVersion(options, installed.version));
}

/** The base that was just installed; made anew where its bytes are not those of its record. */
async function provenBase(options: FetchBaseOptions): Promise<BaseBinary> {
  const made = await keptBase(options);
  if (made !== undefined) return made;
  await installNode({ ...installOptions(options), force: true });
  const again = await keptBase(options, { isNew: true });
  if (again !== undefined) return again;
  throw new PackagingError(
    "ERR_PACKAGING_BASE",
    `the Node.js for ${formatTarget(options.target)} changes while it is kept in ${options.folder}`,
    { hint: "remove that folder, and see who writes to it" },
  );
}

/** `24.21.0`, `v24.21.0`, `node24.21.0`: what means one release for ever. */
function wholeVersion(spec: string): string | undefined {
  return /^(?:node|v)?(\d+\.\d+\.\d+)$/.exec(spec)?.[1];
}

function toVersion(options: FetchBaseOptions, spec: string): FetchBaseOptions {
  return { ...options, spec, dialect: undefined };
}

function installOptions({ folder, ...options }: FetchBaseOptions): InstallOptions {
  return { ...options, root: folder, parts: [] };
}

async function keptBase(
  options: FetchBaseOptions,
  { isNew = false }: { readonly isNew?: boolean } = {},
): Promise<BaseBinary | undefined> {
  const { folder } = options;
  const install = await found(options);
  if (install === undefined) return undefined;
  const record = join(folder, "digests", `${install.version}-${install.receipt.target}.json`);
  if (isNew) await forgetDigest(record);
  const sha256 = await provenDigest(install.executable, record);
  if (sha256 === undefined) return undefined;
  const analysis = await analyseCached(install.executable, { folder: join(folder, "analyses"), sha256 });
  const { executable: path, version, target, receipt } = install;
  return { path, version, target, analysis, receipt };
}

async function found({ folder, ...options }: FetchBaseOptions): Promise<Install | undefined> {
  try {
    return await findInstall({ ...options, root: folder });
  } catch (error) {
    if (error instanceof InstallError || errorCode(error) === "ERR_RELEASE_SPEC") return undefined;
    throw error;
  }
}
