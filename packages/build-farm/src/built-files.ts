import { createWriteStream } from "node:fs";
import { mkdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { ObjectStore } from "@nodewright/artifact-store/object-store";
import { FarmError } from "./errors.js";

/** A file between the step that built it and the one that publishes it. */
export interface BuiltFile {
  readonly fileName: string;
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** The key of a built file: of its bytes, so that no worker can change what another has left. */
export function artifactKey({ sha256, fileName }: Pick<BuiltFile, "sha256" | "fileName">): string {
  return `built/${sha256}/${fileName}`;
}

/** Leaves a file in the store; the same bytes may be there already. */
export async function storeFile(
  store: ObjectStore,
  path: string,
  { fileName, sha256 }: Pick<BuiltFile, "sha256" | "fileName">,
  signal?: AbortSignal,
): Promise<BuiltFile> {
  const { size } = await stat(path);
  try {
    await store.put(artifactKey({ fileName, sha256 }), path, { sha256, signal });
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
    if (code !== "ERR_ARTIFACT_EXISTS") throw error;
  }
  return { fileName, sha256, sizeBytes: size };
}

/** Fetches files out of the store into a folder. @throws FarmError ERR_FARM_ARTIFACT for one that is not there */
export async function fetchFiles(
  store: ObjectStore,
  files: readonly BuiltFile[],
  folder: string,
  signal?: AbortSignal,
): Promise<readonly (BuiltFile & { readonly path: string })[]> {
  const fetched: (BuiltFile & { readonly path: string })[] = [];
  for (const file of files) {
    const key = artifactKey(file);
    const object = await store.get(key, { signal });
    if (object === undefined) {
      throw new FarmError("ERR_FARM_ARTIFACT", `${store.locationOf(key)} is not there`, {
        hint: "retry the build: what it made was cleared away",
      });
    }
    const path = join(folder, file.fileName);
    await mkdir(dirname(path), { recursive: true });
    await pipeline(object.body, createWriteStream(path), { signal });
    fetched.push({ ...file, path });
  }
  return fetched;
}
