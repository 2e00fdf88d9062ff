import { abortedError } from "../abort.js";
import { ArtifactError } from "../errors.js";
import { redactUrl } from "../redact-url.js";
import { decodeBody } from "./decode-body.js";
import { toNetworkError } from "./network-errors.js";
import type { HttpResponse } from "./send.js";

/**
 * The whole body as UTF-8 text, content coding undone, byte order mark dropped.
 * @throws ArtifactError ERR_ARTIFACT_LIMIT past `maxBytes`, ERR_ARTIFACT_TRUNCATED when cut.
 */
export async function readText(
  response: HttpResponse,
  { maxBytes, signal }: { readonly maxBytes: number; readonly signal: AbortSignal | undefined },
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const url = redactUrl(response.url);
  try {
    for await (const chunk of decodeBody(response)) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > maxBytes) {
        throw new ArtifactError(
          "ERR_ARTIFACT_LIMIT",
          `Cannot read ${url}: it is larger than ${maxBytes} bytes`,
          {
            hint: "Check the address.",
            url,
          },
        );
      }
    }
  } catch (error) {
    throw signal?.aborted ? abortedError(`Cannot read ${url}`, signal) : bodyError(error, url);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

/** What went wrong while a body was read. A body that ends early is ERR_ARTIFACT_TRUNCATED. */
export function bodyError(error: unknown, url: string): ArtifactError {
  const failure = toNetworkError(error, "read", url);
  if (failure.code !== "ERR_ARTIFACT_NETWORK") {
    return failure;
  }
  return new ArtifactError("ERR_ARTIFACT_TRUNCATED", `${failure.message} before the end`, {
    hint: failure.hint,
    url: failure.url,
    cause: error,
  });
}
