import { ArtifactError } from "../errors.js";
import type { Payload } from "./payload.js";
import type { ObjectInfo, PutOptions, RequestOptions } from "./types.js";

/** What a server said to the bytes. */
export interface Written {
  /** It refused, since the key is taken. */
  readonly isTaken: boolean;
  readonly etag: string | undefined;
  /** How often the deciding request was sent. */
  readonly tries: number;
}

export interface Writer {
  head(key: string, options: RequestOptions): Promise<ObjectInfo | undefined>;
  /** With `If-None-Match: *` unless `overwrite`. */
  write(key: string, payload: Payload, options: PutOptions): Promise<Written>;
  locationOf(key: string): string;
  /**
   * The server is known to check `If-None-Match` and the digest of what it gets. Then a HEAD that is
   * forbidden, as for keys that may be written only, is no reason to fail.
   */
  readonly isStrict: boolean;
}

/**
 * Asks for the key, writes, and asks again: a server that does not know conditional requests is
 * caught by the first and the last question, but for two writers in the same moment.
 */
export async function putObject(
  writer: Writer,
  key: string,
  payload: Payload,
  options: PutOptions,
): Promise<ObjectInfo> {
  const location = writer.locationOf(key);
  if (options.overwrite !== true && isObject(await look(writer, key, options))) {
    throw takenError(location);
  }
  const written = await writer.write(key, payload, options);
  const there = await look(writer, key, options);
  if (written.isTaken && !(written.tries > 1 && isObject(there) && isSame(there, payload))) {
    throw takenError(location);
  }
  if (there === "unknown") {
    const { sizeBytes, sha256 } = payload;
    return { key, sizeBytes, sha256, etag: written.etag, modifiedAt: undefined };
  }
  assertWritten(there, payload, { location, etag: written.isTaken ? undefined : written.etag });
  return there;
}

type Look = ObjectInfo | undefined | "unknown";

async function look(writer: Writer, key: string, { signal }: PutOptions): Promise<Look> {
  try {
    return await writer.head(key, { signal });
  } catch (error) {
    if (writer.isStrict && error instanceof ArtifactError && error.code === "ERR_ARTIFACT_PERMISSION") {
      return "unknown";
    }
    throw error;
  }
}

function isObject(found: Look): found is ObjectInfo {
  return typeof found === "object";
}

function isSame(there: ObjectInfo, { sizeBytes, sha256 }: Payload): boolean {
  return there.sizeBytes === sizeBytes && there.sha256 === sha256;
}

function assertWritten(
  there: ObjectInfo | undefined,
  payload: Payload,
  { location, etag }: { readonly location: string; readonly etag: string | undefined },
): asserts there is ObjectInfo {
  const isOurs =
    there !== undefined &&
    (there.sizeBytes ?? payload.sizeBytes) === payload.sizeBytes &&
    (there.sha256 ?? payload.sha256) === payload.sha256 &&
    (etag ?? there.etag) === (there.etag ?? etag);
  if (!isOurs) {
    throw new ArtifactError(
      "ERR_ARTIFACT_DIGEST",
      `Cannot publish ${location}: what stands there now is not what was sent`,
      { hint: "Someone else may write to the same place: look at it before you publish again." },
    );
  }
}

export function takenError(location: string): ArtifactError {
  return new ArtifactError("ERR_ARTIFACT_EXISTS", `Cannot publish ${location}: it exists already`, {
    hint: "Publish under another version, or ask to overwrite.",
    path: location,
  });
}
