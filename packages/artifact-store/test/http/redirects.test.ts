import { describe, expect, test } from "vitest";
import { headersFor, isRedirect, nextUrl } from "../../src/http/redirects.js";
import { thrown } from "../helpers/errors.js";

const policy = { maxRedirects: 3, allowDowngrade: false };

describe("isRedirect", () => {
  test("knows the statuses that carry a Location", () => {
    expect([200, 300, 301, 302, 303, 304, 307, 308, 404].filter(isRedirect)).toEqual([
      301, 302, 303, 307, 308,
    ]);
  });
});

describe("nextUrl", () => {
  test.each([
    ["https://a.example/x/y", "z", "https://a.example/x/z"],
    ["https://a.example/x/y", "/z?q#f", "https://a.example/z?q"],
    ["https://a.example/x", "//b.example/y", "https://b.example/y"],
    ["http://a.example/x", "https://a.example/x", "https://a.example/x"],
  ])("resolves %s and %s to %s", (from, location, expected) => {
    expect(nextUrl([from], location, policy)).toBe(expected);
  });

  test.each([
    ["no Location", ["https://a.example/"], undefined],
    ["a Location that is no URL", ["https://a.example/"], "https://["],
    ["another scheme", ["https://a.example/"], "file:///etc/passwd"],
    ["a step from https to http", ["https://a.example/"], "http://a.example/"],
    ["a loop of one", ["https://a.example/"], "https://a.example/#again"],
    ["a loop of two", ["https://a.example/", "https://b.example/"], "https://a.example/"],
    ["too many", ["https://a/0", "https://a/1", "https://a/2", "https://a/3"], "https://a/4"],
  ])("refuses %s", (_, trail, location) => {
    thrown(() => nextUrl(trail, location, policy), "ERR_ARTIFACT_REDIRECT");
  });

  test("goes from https to http where that was asked for", () => {
    const unsafe = { ...policy, allowDowngrade: true };
    expect(nextUrl(["https://a.example/"], "http://b.example/", unsafe)).toBe("http://b.example/");
  });
});

describe("headersFor", () => {
  const headers = {
    Authorization: "Bearer x",
    cookie: "a=b",
    "private-token": "t",
    "User-Agent": "u",
    range: "bytes=1-",
  };

  test("keeps everything within one origin", () => {
    expect(headersFor("https://a.example/b", { origin: "https://a.example", headers })).toEqual(headers);
  });

  test.each(["https://b.example/", "http://a.example/", "https://a.example:8443/"])(
    "sends nothing that could be a credential to %s",
    (next) => {
      expect(headersFor(next, { origin: "https://a.example", headers })).toEqual({
        "User-Agent": "u",
        range: "bytes=1-",
      });
    },
  );
});
