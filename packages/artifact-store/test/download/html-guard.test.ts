import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { assertNoWebPage } from "../../src/download/html-guard.js";
import { thrown } from "../helpers/errors.js";

const URL = "https://me:secret@mirror.example/node.tar.gz";

describe("assertNoWebPage", () => {
  test.each([
    "<!DOCTYPE html><html></html>",
    "<!doctype HTML PUBLIC>",
    "\uFEFF\n\t <html lang=en>",
    "<HTML>",
    "<head><title>Sign in</title>",
    "<!-- saved page --><html>",
    '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">',
    "<script>location='/login'</script>",
  ])("refuses %j, whatever its type", (page) => {
    const error = thrown(
      () => assertNoWebPage(Buffer.from(page), "application/octet-stream", URL),
      "ERR_ARTIFACT_NOT_ARCHIVE",
    );
    expect(error.message).not.toContain("secret");
  });

  test.each(["Please sign in", "", "<p>Not Found</p>"])("refuses %j where its type is HTML", (page) => {
    thrown(
      () => assertNoWebPage(Buffer.from(page), "text/html; charset=utf-8", URL),
      "ERR_ARTIFACT_NOT_ARCHIVE",
    );
    thrown(
      () => assertNoWebPage(Buffer.from(page), "application/xhtml+xml", URL),
      "ERR_ARTIFACT_NOT_ARCHIVE",
    );
  });

  test.each([
    ["an archive with a wrong type", gzipSync("x"), "text/html"],
    ["a list of digests", Buffer.from("0123  node-v24.0.0.tar.gz\n"), "text/plain"],
    ["XML", Buffer.from('<?xml version="1.0"?><plist>'), "application/xml"],
    ["an archive without a type", gzipSync("x"), undefined],
  ])("lets %s pass", (_, head, contentType) => {
    expect(assertNoWebPage(head, contentType, URL)).toBeUndefined();
  });
});
