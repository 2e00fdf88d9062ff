import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { withLock } from "@nodewright/artifact-store";
import {
  createKeyring,
  type Keyring,
  parseShasums,
  signShasums,
  verifyShasums,
} from "@nodewright/gpg-verify";
import { parseVersion } from "@nodewright/release-index";
import { commitGeneration, type OnStep, syncFolder, writeSynced } from "./commit-generation.js";
import { copyArtifact } from "./copy-artifact.js";
import { readEd25519Key } from "./dsse.js";
import { PublishError } from "./errors.js";
import { formatIndexes } from "./format-indexes.js";
import { type Candidate, type Merge, mergeRelease, type ReleaseFacts } from "./merge-release.js";
import { type BuildFacts, formatProvenance, provenanceName, provenanceOf } from "./provenance.js";
import { formatRecord, formatShasums, type ReleaseRecord } from "./release-record.js";
import { channelOf, channelStore, openReleaseTree, releaseFolder } from "./release-tree.js";

/** What a farm signs with. Only promotion needs it: keep it from whoever builds. */
export interface SigningKeys {
  /** OpenPGP, armored: signs the lists of digests. */
  readonly privateKey: string;
  readonly passphrase?: string | undefined;
  /** Its public half, which the lists that are there must be signed with. */
  readonly publicKey: string;
  /** Ed25519, PEM: signs provenance. */
  readonly provenanceKey: string;
}

/** A built file to be published. */
export interface Artifact {
  readonly path: string;
  /** `node-v24.1.0-linux-x64-musl.tar.gz`. */
  readonly fileName: string;
  /** What was validated: other bytes are refused. */
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly build: BuildFacts;
}

export interface Promotion {
  readonly release: ReleaseFacts;
  readonly artifacts: readonly Artifact[];
  /** Publishes beside what is there, below `r<revision>/`. Default: 1, the plain names. */
  readonly revision?: number | undefined;
  /** Lets names that are published get other bytes, and records who wanted it. */
  readonly replace?: { readonly by: string; readonly reason: string } | undefined;
}

export interface PromoteOptions {
  readonly keys: SigningKeys;
  readonly now: () => Date;
  readonly onStep?: OnStep;
  readonly signal?: AbortSignal | undefined;
}

/** File names below the release's folder. */
export interface Promoted {
  readonly added: readonly string[];
  /** Published before, with the same bytes. */
  readonly unchanged: readonly string[];
  readonly replaced: readonly string[];
}

/**
 * Publishes files of a release: all of them, with the signed list, provenance and indexes, or none. A process that is
 * killed at any point leaves what was public before or all that is new, and nothing that the next promotion does not
 * clear away. The same promotion again changes nothing.
 *
 * @throws PublishError ERR_PUBLISH_CONFLICT: a name is taken by other bytes; ERR_PUBLISH_NAME, ERR_PUBLISH_ARTIFACT,
 * ERR_PUBLISH_TREE: a list in the tree is not signed by these keys; ERR_PUBLISH_KEY
 * @throws GpgError ERR_GPG_KEY
 */
export async function promote(
  root: string,
  promotion: Promotion,
  options: PromoteOptions,
): Promise<Promoted> {
  const version = parseVersion(promotion.release.version).text;
  const channel = channelOf(version);
  const store = channelStore(root, channel);
  await mkdir(store, { recursive: true });
  return withLock(join(store, "lock"), { signal: options.signal }, async () => {
    const tree = openReleaseTree(root);
    const before = await tree.release(version);
    const merge = mergeRelease(
      before,
      { ...promotion, release: { ...promotion.release, version } },
      options.now(),
    );
    if (merge.changed.length > 0) {
      const folder = await storeRelease(tree.root, channel, { merge, before, promotion }, options);
      const others = (await tree.releases(channel)).filter((record) => record.version !== version);
      const indexes = formatIndexes([merge.record, ...others]);
      await commitGeneration(tree.root, channel, { release: { version, folder }, indexes }, options.onStep);
    }
    return { added: merge.added, unchanged: merge.unchanged, replaced: merge.replaced };
  });
}

interface Work {
  readonly merge: Merge;
  readonly before: ReleaseRecord | undefined;
  readonly promotion: Promotion;
}

/** Makes the release's new folder, whole and on the disk; nothing shows it yet. */
async function storeRelease(
  root: string,
  channel: string,
  { merge, before, promotion }: Work,
  { keys, onStep, signal }: PromoteOptions,
): Promise<string> {
  const { version } = merge.record;
  const name = `${merge.record.artifacts.length}-${randomBytes(6).toString("hex")}`;
  const parent = join(channelStore(root, channel), "versions", version);
  const stage = join(parent, `.${name}`);
  const files = join(stage, "files");
  await mkdir(files, { recursive: true });
  if (before !== undefined) await keepFiles(root, channel, before, { files, merge, keys });
  const provenanceKey = readEd25519Key(keys.provenanceKey, "private");
  for (const candidate of merge.changed) {
    const artifact = artifactOf(promotion, candidate);
    await copyArtifact(artifact.path, join(files, candidate.fileName), { ...candidate, signal });
    const statement = provenanceOf({ name: candidate.fileName, sha256: candidate.sha256 }, artifact.build);
    await writeSynced(
      join(files, provenanceName(candidate.fileName)),
      formatProvenance(statement, provenanceKey),
    );
  }
  onStep?.("copied");
  await writeSynced(join(stage, "release.json"), formatRecord(merge.record));
  await signList(files, merge.record, keys);
  onStep?.("signed");
  await rename(stage, join(parent, name));
  await syncFolder(parent);
  onStep?.("stored");
  return name;
}

function artifactOf({ artifacts }: Promotion, { fileName, source }: Candidate): Artifact {
  const found = artifacts.find((artifact) => artifact.fileName === source);
  if (found !== undefined) return found;
  throw new TypeError(`${fileName} is not part of the promotion`);
}

async function signList(files: string, record: ReleaseRecord, keys: SigningKeys): Promise<void> {
  const text = formatShasums(record);
  const { clearsigned, signature } = await signShasums(text, keys);
  await writeSynced(join(files, "SHASUMS256.txt"), text);
  await writeSynced(join(files, "SHASUMS256.txt.asc"), clearsigned);
  await writeSynced(join(files, "SHASUMS256.txt.sig"), signature);
}

/** Published files are taken over as they are, without a copy; what vouches for them is proved first. */
async function keepFiles(
  root: string,
  channel: string,
  before: ReleaseRecord,
  { files, merge, keys }: { readonly files: string; readonly merge: Merge; readonly keys: SigningKeys },
): Promise<void> {
  const folder = await releaseFolder(openReleaseTree(root).folderOf(channel), before.version);
  const old = join(folder ?? "", "files");
  await assertSigned(old, before, createKeyring(keys.publicKey));
  const changed = new Set(merge.changed.map(({ fileName }) => fileName));
  for (const { fileName } of before.artifacts.filter((artifact) => !changed.has(artifact.fileName))) {
    await mkdir(dirname(join(files, fileName)), { recursive: true });
    await link(join(old, fileName), join(files, fileName));
    await link(join(old, provenanceName(fileName)), join(files, provenanceName(fileName)));
  }
}

/** Else whoever may write to the disk could have the key sign digests of their choice. */
async function assertSigned(folder: string, record: ReleaseRecord, keyring: Keyring): Promise<void> {
  const [text, signature] = await Promise.all([
    readFile(join(folder, "SHASUMS256.txt")),
    readFile(join(folder, "SHASUMS256.txt.sig")),
  ]);
  const verdict = await verifyShasums({ text, signature }, { keyring });
  const problem =
    verdict.verdict !== "valid"
      ? verdict.reason
      : isSameList(text.toString("utf8"), formatShasums(record))
        ? undefined
        : "its record lists other files";
  if (problem === undefined) return;
  throw new PublishError("ERR_PUBLISH_TREE", `${record.version} cannot be added to: ${problem}`, {
    hint: "nothing was changed; compare the tree with a copy before you sign anything in it again",
  });
}

function isSameList(a: string, b: string): boolean {
  const [one, other] = [parseShasums(a), parseShasums(b)];
  return one.size === other.size && [...one].every(([name, { hex }]) => other.get(name)?.hex === hex);
}
