import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type ManifestEntry, parsePrebuildManifest } from "@nodewright/prebuild-fetch";
import { chooseTarget, parseTarget, type Target } from "@nodewright/target-triple";
import { PrebuildAuthorError } from "../errors.js";
import type { AddonProject } from "../read-project.js";

/** A packed prebuild, with what its manifest says of it. */
export interface StagedPrebuild {
  readonly tarball: string;
  readonly target: Target;
  readonly entry: ManifestEntry;
}

/**
 * The prebuilds of this very version that are packed below a folder, by the manifests beside them.
 * @throws PrebuildAuthorError ERR_AUTHOR_PREBUILDS where there are none, or some that cannot become packages
 */
export async function readStaged(project: AddonProject, folder: string): Promise<readonly StagedPrebuild[]> {
  const staged: StagedPrebuild[] = [];
  for (const file of await manifestsBelow(folder)) {
    const { name, version, prebuilds } = parsePrebuildManifest(await readFile(file, "utf8"), file);
    if (name !== project.name || version !== project.version) continue;
    const tarball = file.slice(0, -".json".length);
    for (const entry of prebuilds) {
      await assertSame(tarball, entry);
      staged.push({ tarball, target: targetOf(entry), entry });
    }
  }
  if (staged.length > 0) return staged;
  throw new PrebuildAuthorError(
    "ERR_AUTHOR_PREBUILDS",
    `no prebuilds of ${project.name} ${project.version} are packed in ${folder}`,
    {
      hint: "`nodewright prebuild build --targets …` makes them, and `node-pre-gyp package` on each machine",
    },
  );
}

async function manifestsBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true }).catch(() => []);
  return entries
    .filter((name) => /\.t(ar\.)?gz\.json$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/** The manifest was written with the tarball; a tarball that is another one has not been checked. */
async function assertSame(tarball: string, { sha256 }: ManifestEntry): Promise<void> {
  const bytes = await readFile(tarball).catch(() => undefined);
  if (bytes !== undefined && createHash("sha256").update(bytes).digest("hex") === sha256) return;
  throw new PrebuildAuthorError(
    "ERR_AUTHOR_PREBUILDS",
    `${tarball} is ${bytes === undefined ? "missing" : "not the one that its manifest describes"}`,
    { hint: "pack it again" },
  );
}

/** A package must say for which libc it is; a header that needs none, and a name that has none, do not. */
function targetOf({ target, file }: ManifestEntry): Target {
  const { candidates } = parseTarget(target);
  const [only, ...others] = candidates;
  if (only !== undefined && others.length === 0) return only;
  // ARM code says for which version it is; who asks for arm alone means the version that is most in use.
  if (only?.arch === "arm" && only.libc !== undefined) return chooseTarget(`linux-armv7-${only.libc}`);
  throw new PrebuildAuthorError(
    "ERR_AUTHOR_PREBUILDS",
    `${file} does not say for which target it is: ${target}`,
    {
      hint: "give binary.package_name a {libc} and pack it again",
    },
  );
}
