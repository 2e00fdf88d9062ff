import { ArtifactError } from "../errors.js";
import type { HttpResponse } from "../http/send.js";
import { redactUrl } from "../redact-url.js";
import { parseContentRange } from "./content-range.js";
import type { Transfer } from "./transfer-state.js";

/**
 * How long the whole file will be, as far as the server or the caller knows.
 * @throws ArtifactError ERR_ARTIFACT_SIZE or _LIMIT if that is not what it may be.
 */
export function checkedTotal(job: Transfer, response: HttpResponse, startAt: number): number | undefined {
  const length = response.headers["content-length"];
  const announced = length !== undefined && /^\d+$/.test(length) ? startAt + Number(length) : undefined;
  const total = parseContentRange(response.headers["content-range"])?.total ?? announced;
  if (total !== undefined) {
    assertSize(job, total, "the server announces");
  }
  return total ?? expectedSize(job);
}

function expectedSize({ options }: Transfer): number | undefined {
  return options.expect?.find(({ sizeBytes }) => sizeBytes !== undefined)?.sizeBytes;
}

/** @throws ArtifactError ERR_ARTIFACT_SIZE or _LIMIT */
export function assertSize(job: Transfer, sizeBytes: number, how: string): void {
  const { url, options } = job;
  const shown = redactUrl(url);
  const wanted = expectedSize(job);
  if (wanted !== undefined && wanted !== sizeBytes) {
    throw new ArtifactError(
      "ERR_ARTIFACT_SIZE",
      `Cannot download ${shown}: ${how} ${sizeBytes} bytes where ${wanted} are expected`,
      {
        hint: "The file at this address is not the one that was asked for: check the address or name another mirror.",
        url: shown,
      },
    );
  }
  if (options.maxBytes !== undefined && sizeBytes > options.maxBytes) {
    throw new ArtifactError(
      "ERR_ARTIFACT_LIMIT",
      `Cannot download ${shown}: ${how} ${sizeBytes} bytes, more than the ${options.maxBytes} allowed`,
      {
        hint: "Check the address.",
        url: shown,
      },
    );
  }
}
