/** Pre-release words of nodejs.org; whatever else follows a version is a platform or an extension. */
const PRE_RELEASE =
  "-(?:alpha|beta|canary|chakracore(?:-nightly|-rc)?|next-nightly|nightly|pre|rc|test|v8-canary)";
const VERSION = `\\d+\\.\\d+\\.\\d+(?:${PRE_RELEASE}(?:\\.?\\d[0-9a-f]*)*|(?!${PRE_RELEASE}))`;
const RELEASE_NAME = new RegExp(`^(?:node|iojs)-v?(${VERSION})(?=[-.]|$)`);

/**
 * The release that a file name states, without `v`: `node-v24.1.0-linux-x64.tar.gz` → `24.1.0`,
 * `node-v27.0.0-alpha.0.1.1.tar.gz` → `27.0.0-alpha.0.1.1`. Undefined for names without one, such as
 * `win-x64/node.exe`. A name that sets out like a release's and goes on in an unknown way is its own
 * version, so that it never equals another.
 */
export function namedVersion(fileName: string): string | undefined {
  const baseName = fileName.slice(fileName.lastIndexOf("/") + 1);
  return RELEASE_NAME.exec(baseName)?.[1] ?? (/^(?:node|iojs)-v/.test(baseName) ? baseName : undefined);
}

/** Every version that the names state, with the first name that states it. */
export function namedVersions(fileNames: Iterable<string>): ReadonlyMap<string, string> {
  const firstNames = new Map<string, string>();
  for (const fileName of fileNames) {
    const version = namedVersion(fileName);
    if (version !== undefined && !firstNames.has(version)) firstNames.set(version, fileName);
  }
  return firstNames;
}
