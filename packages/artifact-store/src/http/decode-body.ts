import { pipeline, type Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from "node:zlib";
import { ArtifactError } from "../errors.js";
import { redactUrl } from "../redact-url.js";
import { discard, type HttpResponse } from "./send.js";

/** What a request for text may offer in `Accept-Encoding`. */
export const ACCEPT_ENCODING = "gzip, br";

const DECODERS = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
} as const;

function isCoding(name: string): name is keyof typeof DECODERS {
  return Object.hasOwn(DECODERS, name);
}

/**
 * The body with its content coding undone.
 * @throws ArtifactError ERR_ARTIFACT_FORMAT for a coding that was not asked for and is not known.
 */
export function decodeBody(response: HttpResponse): Readable {
  const { url, headers, body } = response;
  const coding = (headers["content-encoding"] ?? "identity").trim().toLowerCase();
  if (coding === "identity" || coding === "") {
    return body;
  }
  if (!isCoding(coding)) {
    discard(response);
    const shown = redactUrl(url);
    throw new ArtifactError(
      "ERR_ARTIFACT_FORMAT",
      `Cannot read ${shown}: its content coding ${coding} is not known`,
      {
        hint: "Name another mirror.",
        url: shown,
      },
    );
  }
  return pipeline(body, DECODERS[coding](), () => {});
}
