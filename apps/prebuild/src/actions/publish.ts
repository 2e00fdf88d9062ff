import { createProgress, type Io } from "@nodewright/command-line";
import { publishPrebuild, stagedPrebuilds } from "@nodewright/prebuild-fetch";
import { openAddon } from "./addon.js";

export interface PublishFlags {
  readonly directory?: string;
  readonly to?: string;
  readonly json?: boolean;
}

/** `nodewright prebuild publish`: every staged tarball of the package's version. */
export async function publish({ directory, to, json = false }: PublishFlags, io: Io): Promise<void> {
  const { root, manifest, place, client } = await openAddon({ directory, location: to }, io);
  const progress = createProgress(io);
  const published: string[] = [];
  try {
    const { name, version } = manifest;
    for (const staged of await stagedPrebuilds({ root, name, version })) {
      const at = { store: place.store, prefix: place.rootPrefix };
      const { location } = await publishPrebuild(staged, at, { signal: io.signal });
      progress.line(`published ${location}`);
      published.push(location);
    }
  } finally {
    progress.finish();
    await client.close();
  }
  if (json)
    io.stdout.write(`${JSON.stringify({ name: manifest.name, version: manifest.version, published })}\n`);
}
