import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { redactUrl } from "../src/redact-url.js";

describe("redactUrl", () => {
  test.each([
    ["https://nodejs.org/dist/v24.0.0/", "https://nodejs.org/dist/v24.0.0/"],
    ["https://user:secret@mirror.example/a", "https://***@mirror.example/a"],
    ["https://ghp_token@github.com/a", "https://***@github.com/a"],
    ["https://s3.example/a?X-Amz-Signature=abc&x=1", "https://s3.example/a?X-Amz-Signature=***&x=1"],
    ["https://r.example/a?access_token=abc", "https://r.example/a?access_token=***"],
    ["https://r.example/a?monkey=1", "https://r.example/a?monkey=1"],
    ["https://r.example/a?sig=abc&key=d&api_key=e", "https://r.example/a?sig=***&key=***&api_key=***"],
    ["not a url", "not a url"],
    ["//user:secret@host/path", "//***@host/path"],
    ["http://user:secret@[bad/path", "http://***@[bad/path"],
  ])("shows %s as %s", (url, shown) => {
    expect(redactUrl(url)).toBe(shown);
  });

  test("takes a URL object", () => {
    expect(redactUrl(new URL("http://a:b@127.0.0.1:1/"))).toBe("http://***@127.0.0.1:1/");
  });

  test("never shows a password, whatever it is made of", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 3 }), (secret) => {
        const url = new URL("https://mirror.example/dist/");
        url.username = "someone";
        url.password = `S3CRET${secret}`;
        expect(redactUrl(url)).not.toContain("S3CRET");
        expect(redactUrl(`//someone:S3CRET${encodeURIComponent(secret)}@mirror.example/`)).not.toContain(
          "S3CRET",
        );
      }),
    );
  });
});
