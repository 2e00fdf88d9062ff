import { ArtifactError } from "../errors.js";
import type { CopyOptions, ObjectInfo, ObjectStore } from "./types.js";

/** A copy for servers that cannot copy by themselves: the bytes pass through here. */
export async function copyThrough(
  store: ObjectStore,
  { from, to }: { readonly from: string; readonly to: string },
  options: CopyOptions,
): Promise<ObjectInfo> {
  const found = await store.get(from, { signal: options.signal });
  if (found === undefined) {
    throw missingError(store.locationOf(from));
  }
  return store.put(to, found.body, options);
}

export function missingError(location: string): ArtifactError {
  return new ArtifactError("ERR_ARTIFACT_NOT_FOUND", `Cannot copy ${location}: it is not there`, {
    hint: "Check the key.",
    path: location,
  });
}
