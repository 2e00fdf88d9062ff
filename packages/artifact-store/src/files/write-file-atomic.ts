import { throwIfAborted } from "../abort.js";
import { writePartFile } from "./part-file.js";

export interface WriteFileOptions {
  /** Permission bits, subject to the umask. Default: 0o666. */
  readonly mode?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Writes a whole file in one step: readers see the old content or the new one, also after a crash
 * or a loss of power. Missing parents are made. A file that stands there is replaced.
 * @throws ArtifactError ERR_ARTIFACT_DISK_FULL, _READ_ONLY, _PERMISSION, _ABORTED, _IO.
 */
export async function writeFileAtomic(
  path: string,
  data: string | Uint8Array,
  options: WriteFileOptions = {},
): Promise<void> {
  const doing = `Cannot write ${path}`;
  throwIfAborted(doing, options.signal);
  await writePartFile(path, (handle) => handle.writeFile(data), {
    mode: options.mode,
    commit: async (rename) => {
      throwIfAborted(doing, options.signal);
      await rename();
    },
  });
}
