import type { HttpResponse } from "../http/send.js";
import { type S3Context, s3Failure } from "./s3-failure.js";
import { elements, elementText } from "./s3-xml.js";

/** What takes long in S3 is answered with 200 at once, and may still end in an error. */
const STATUS_OF: Readonly<Record<string, number>> = {
  InternalError: 500,
  PreconditionFailed: 412,
  ServiceUnavailable: 503,
  SlowDown: 503,
};

/** The answer's text. @throws ArtifactError if it is the text of an error in an answer that says 200. */
export function bodyFailure(response: HttpResponse, xml: string, context: S3Context): string {
  if (response.status === 200 && elements(xml, "Error").length > 0) {
    const status = STATUS_OF[elementText(xml, "Code") ?? ""] ?? 400;
    throw s3Failure({ ...response, status, xml }, "publish", context).error;
  }
  return xml;
}
