import { createProgress, type Io } from "@nodewright/command-line";
import { copyPrebuilds } from "@nodewright/prebuild-fetch";
import { openAddon } from "./addon.js";

export interface CopyFlags {
  readonly directory?: string;
  readonly in?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `nodewright prebuild copy`: the tarballs of one version under another. */
export async function copy(from: string, to: string, flags: CopyFlags, io: Io): Promise<void> {
  const { directory, in: location, dryRun, json = false } = flags;
  const { manifest, place, client } = await openAddon({ directory, location }, io);
  const progress = createProgress(io);
  try {
    const prebuilds = await copyPrebuilds(manifest, place, {
      ...{ from, to, dryRun, signal: io.signal },
      onCopy: (one) =>
        progress.line(`${one.state.padEnd(8)} ${one.to}${one.hasManifest ? "" : "  (no manifest)"}`),
    });
    if (json) io.stdout.write(`${JSON.stringify({ name: manifest.name, from, to, prebuilds })}\n`);
  } finally {
    progress.finish();
    await client.close();
  }
}
