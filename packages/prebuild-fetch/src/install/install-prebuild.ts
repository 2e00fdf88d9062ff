import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import {
  type ArchiveEntry,
  type DownloadProgress,
  download,
  type HttpClient,
  stageDirectory,
  unpack,
} from "@nodewright/artifact-store";
import type { PrebuildPlan } from "../config/types.js";

export interface InstallOptions {
  readonly client: HttpClient;
  /** Replace an addon that is there. */
  readonly update?: boolean | undefined;
  readonly onEntry?: ((entry: ArchiveEntry) => void) | undefined;
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface InstallOutcome {
  readonly state: "present" | "installed";
  /** The `.node` file. */
  readonly addonFile: string;
}

/**
 * Puts a planned prebuild in its place: fetched, proved and unpacked aside, then renamed into `modulePath`. After a
 * failure what was there is there still.
 */
export async function installPrebuild(plan: PrebuildPlan, options: InstallOptions): Promise<InstallOutcome> {
  const { addonFile } = plan;
  if (!options.update && (await exists(addonFile))) return { state: "present", addonFile };
  await stageDirectory(
    plan.modulePath,
    (stage) =>
      unpack(open(plan, options), {
        into: stage,
        stripComponents: 1,
        onEntry: options.onEntry,
        signal: options.signal,
      }),
    { replace: true, signal: options.signal },
  );
  return { state: "installed", addonFile };
}

function open({ hostedTarball }: PrebuildPlan, options: InstallOptions): AsyncIterable<Uint8Array> {
  if (hostedTarball.startsWith("file:")) return createReadStream(fileURLToPath(hostedTarball));
  const { client, onProgress, signal } = options;
  return download({ urls: [hostedTarball.replaceAll("+", "%2B")], client, onProgress, signal }).body;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
