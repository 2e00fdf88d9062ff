import type { FileHandle } from "node:fs/promises";
import { ArtifactError } from "../errors.js";
import { writePartFile } from "../files/part-file.js";
import { redactUrl } from "../redact-url.js";
import { download } from "./download.js";
import { mirrorsError } from "./mirrors-error.js";
import type { DownloadOptions, DownloadResult } from "./types.js";

/**
 * Downloads into a file that is whole and proved, or as it was before. Unlike `download`, which
 * cannot take bytes back, this also turns to the next mirror when one has sent wrong bytes.
 * @throws ArtifactError as `download` does, and for the disk as `writeFileAtomic` does.
 */
export function downloadToFile(path: string, options: DownloadOptions): Promise<DownloadResult> {
  return writePartFile(path, (handle) => fromAnyMirror(handle, options));
}

async function fromAnyMirror(handle: FileHandle, options: DownloadOptions): Promise<DownloadResult> {
  const errors: ArtifactError[] = [];
  let urls = options.urls;
  for (;;) {
    try {
      await handle.truncate(0);
      return await writeDownload(handle, { ...options, urls });
    } catch (error) {
      if (!(error instanceof ArtifactError)) {
        throw error;
      }
      errors.push(error);
      const culprit = urls.findIndex((url) => redactUrl(url) === error.url);
      urls = urls.slice(culprit + 1);
      if (error.code !== "ERR_ARTIFACT_DIGEST" || culprit === -1 || urls.length === 0) {
        throw error.code === "ERR_ARTIFACT_ABORTED" ? error : mirrorsError(errors);
      }
    }
  }
}

async function writeDownload(handle: FileHandle, options: DownloadOptions): Promise<DownloadResult> {
  const { body, finished } = download(options);
  let position = 0;
  for await (const chunk of body) {
    for (let at = 0; at < chunk.length; ) {
      const { bytesWritten } = await handle.write(chunk, at, chunk.length - at, position + at);
      at += bytesWritten;
    }
    position += chunk.length;
  }
  return finished;
}
