import { ArtifactError, createHttpClient } from "@nodewright/artifact-store";
import { generateDefinition, type InstallDefinition } from "@nodewright/definitions";
import { type Keyring, verifyShasums } from "@nodewright/gpg-verify";
import { distDirectory, parseVersion } from "@nodewright/release-index";
import { snapshot } from "@nodewright/release-index/snapshot";
import type { Environment, TextSink } from "@nodewright/source-build";

interface Surroundings {
  readonly env: Environment;
  readonly stderr: TextSink;
  readonly now: Date;
  /** Whose signature counts. Default: the release keys of Node.js. */
  readonly keyring?: Keyring;
}

/**
 * The definition of a release that no file defines, out of its SHASUMS256.txt.asc: from the mirror, if one
 * is set, else from nodejs.org. The list counts only with the signature of a release key, so it does not
 * matter who sends it. Undefined, with a word on why, where there is no such list.
 */
export async function liveDefinition(
  name: string,
  { env, stderr, now, keyring }: Surroundings,
): Promise<InstallDefinition | undefined> {
  const version = parseVersion(name);
  const channel = distDirectory(version.channel);
  if (channel === undefined) return undefined;
  const distUrl =
    channel === "release" ? "https://nodejs.org/dist" : `https://nodejs.org/download/${channel}`;
  const mirror = channel === "release" ? env.NODE_BUILD_MIRROR_URL?.replace(/\/$/, "") : undefined;
  const signed = await readList([...(mirror ? [mirror] : []), distUrl], version.text, { env, stderr });
  if (signed === undefined) return undefined;
  const verdict = await verifyShasums({ clearsigned: signed }, { version: name, now, keyring });
  if (verdict.verdict !== "valid") {
    stderr.write(`node-build: the list of digests of ${version.text} is not used: ${verdict.reason}\n`);
    return undefined;
  }
  const digests = new Map([...verdict.shasums].map(([fileName, { hex }]) => [fileName, hex]));
  return generateDefinition({
    version: name,
    digests,
    distUrl,
    lifecycle: { schedule: snapshot.schedule, now },
  });
}

async function readList(
  bases: readonly string[],
  version: string,
  { env, stderr }: Pick<Surroundings, "env" | "stderr">,
): Promise<string | undefined> {
  const client = createHttpClient({ env, retries: 1 });
  try {
    for (const base of bases) {
      try {
        return await client.text(`${base}/${version}/SHASUMS256.txt.asc`);
      } catch (error) {
        if (!(error instanceof ArtifactError)) throw error;
        if (error.code !== "ERR_ARTIFACT_NOT_FOUND") stderr.write(`node-build: ${error.message}\n`);
      }
    }
    return undefined;
  } finally {
    await client.close();
  }
}
