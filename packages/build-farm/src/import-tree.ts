import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { parseShasums } from "@nodewright/gpg-verify";
import {
  assetFromFileName,
  fileToToken,
  parseIndex,
  type ReleaseRow,
  targetsBuilt,
  tryParseVersion,
} from "@nodewright/release-index";
import { type Artifact, componentNames, promote } from "@nodewright/release-publish";
import { formatTarget } from "@nodewright/target-triple";
import { FarmError } from "./errors.js";
import type { Farm } from "./open-farm.js";

/** What became of one release of the other farm. */
export interface ImportedRelease {
  readonly version: string;
  readonly added: readonly string[];
  /** Listed there, and not taken: missing, or with other bytes than its list says. */
  readonly refused: readonly string[];
}

/**
 * Publishes what another farm, such as unofficial-builds, has published: files whose bytes are those of its
 * SHASUMS256.txt, under this farm's signature from now on. Day and versions are those of its index. Provenance says
 * that they were imported. What is here already stays.
 * @param folder The other farm's folder, with `download/<channel>/<version>/`.
 * @throws FarmError ERR_FARM_KEYS, ERR_FARM_CONFIG; PublishError ERR_PUBLISH_CONFLICT
 */
export async function* importTree(
  farm: Farm,
  folder: string,
  signal: AbortSignal,
): AsyncGenerator<ImportedRelease, void, void> {
  const keys = await farm.keys();
  if (keys === undefined)
    throw new FarmError("ERR_FARM_KEYS", "the keys of this farm are not on this machine");
  const channels = await readdir(join(folder, "download")).catch((cause) => {
    throw new FarmError("ERR_FARM_CONFIG", `${folder} has no download/`, {
      hint: "name the folder above it, such as /home/nodejs",
      cause,
    });
  });
  for (const channel of channels) {
    const tree = join(folder, "download", channel);
    const rows = await readRows(tree);
    for (const version of (await readdir(tree))
      .filter((name) => tryParseVersion(name)?.text === name)
      .sort()) {
      const { artifacts, refused } = await artifactsOf(farm, join(tree, version), version);
      if (artifacts.length === 0) {
        yield { version, added: [], refused };
        continue;
      }
      const release = releaseFacts(version, rows.get(version), artifacts[0]?.build.finishedAt ?? farm.now());
      const { added } = await promote(farm.root, { release, artifacts }, { keys, now: farm.now, signal });
      yield { version, added, refused };
    }
  }
}

function releaseFacts(
  version: string,
  row: ReleaseRow | undefined,
  builtAt: Date,
): Parameters<typeof promote>[1]["release"] {
  const stated = componentNames.flatMap((name) => (row?.[name] ? [[name, row[name]] as const] : []));
  return {
    version,
    date: row?.date ?? builtAt.toISOString().slice(0, 10),
    lts: row?.lts || false,
    security: row?.security ?? false,
    components: Object.fromEntries(stated),
  };
}

async function readRows(tree: string): Promise<ReadonlyMap<string, ReleaseRow>> {
  const text = await readFile(join(tree, "index.json"), "utf8").catch(() => "[]");
  return new Map(parseIndex(text, { format: "json" }).map((row) => [row.version, row]));
}

async function artifactsOf(
  farm: Farm,
  folder: string,
  version: string,
): Promise<{ readonly artifacts: readonly Artifact[]; readonly refused: readonly string[] }> {
  const list = await readFile(join(folder, "SHASUMS256.txt"), "utf8").catch(() => "");
  const artifacts: Artifact[] = [];
  const refused: string[] = [];
  for (const [fileName, { hex }] of list.trim() === "" ? [] : parseShasums(list)) {
    const path = join(folder, fileName);
    const found = await stat(path).catch(() => undefined);
    const asset = assetFromFileName(fileName);
    if (found === undefined || asset?.version !== version || (await sha256Of(path)) !== hex) {
      refused.push(fileName);
      continue;
    }
    const [built] = targetsBuilt({ version, date: "", files: [fileToToken(gzipNameOf(fileName)) ?? ""] });
    const target = built === undefined ? undefined : (formatTarget(built) ?? undefined);
    artifacts.push({
      path,
      fileName,
      sha256: hex,
      sizeBytes: found.size,
      build: {
        version,
        target,
        recipe: { name: "imported", digest: hex },
        dependencies: [],
        builder: `${farm.config.url}#imported`,
        invocation: `import of ${fileName}`,
        startedAt: found.mtime,
        finishedAt: found.mtime,
        coreVersion: farm.coreVersion,
      },
    });
  }
  return { artifacts, refused };
}

/** The index has words for .tar.gz alone. */
const gzipNameOf = (fileName: string): string => fileName.replace(/\.tar\.xz$/, ".tar.gz");

async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

/** What an unofficial-builds' `var/build_queue` asks for: a version a line, with recipes after `|`, or all. */
export function parseBuildQueue(
  text: string,
): readonly { readonly version: string; readonly recipes: readonly string[] | undefined }[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const [version = "", recipes] = line.split("|");
      return { version, recipes: recipes?.split(",").filter((name) => name !== "") };
    });
}
