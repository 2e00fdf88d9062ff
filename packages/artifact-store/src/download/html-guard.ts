import { ArtifactError } from "../errors.js";
import { redactUrl } from "../redact-url.js";

/** Enough to see a page's first tag behind a byte order mark, blanks and a comment's start. */
export const GUARD_BYTES = 512;

const HTML_START =
  /^(?:\uFEFF|\s)*<(?:!doctype\s+html|html|head|body|title|script|meta|!--|\?xml[^>]*\?>\s*<(?:!doctype\s+html|html))/i;

/**
 * Login pages, error pages and single-page apps are often served with status 200 in the place of a
 * file. A page is recognised by its first tag, or by its content type where the bytes are text.
 * @throws ArtifactError ERR_ARTIFACT_NOT_ARCHIVE
 */
export function assertNoWebPage(head: Uint8Array, contentType: string | undefined, url: string): void {
  const isTypedHtml = /^(?:text\/html|application\/xhtml\+xml)\b/i.test(contentType ?? "");
  if (!HTML_START.test(Buffer.from(head).toString("utf8")) && !(isTypedHtml && isText(head))) {
    return;
  }
  const shown = redactUrl(url);
  throw new ArtifactError(
    "ERR_ARTIFACT_NOT_ARCHIVE",
    `Cannot download ${shown}: the server sent a web page instead of the file`,
    {
      hint: "Open the address in a browser: a login page, a proxy or a wrong mirror path is the usual cause.",
      url: shown,
    },
  );
}

/** No archive and no executable begins with this many bytes free of control characters. */
function isText(head: Uint8Array): boolean {
  return head.every(
    (byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d || byte === 0x0c,
  );
}
