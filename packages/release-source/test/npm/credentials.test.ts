import { describe, expect, it } from "vitest";
import { credentialsFor } from "../../src/npm/credentials.js";

const registry = "https://r.example/npm/";

function headers(
  url: string,
  keys: Readonly<Record<string, string>>,
  own = registry,
): Readonly<Record<string, string>> {
  return credentialsFor(url, own, (key) => (Object.hasOwn(keys, key) ? keys[key] : undefined));
}

const bearer = (token: string): unknown => ({ authorization: `Bearer ${token}` });
const base64 = (text: string): string => Buffer.from(text).toString("base64");

describe("credentialsFor", () => {
  it("sends the token of the longest scope that the URL lies under", () => {
    const keys = {
      "//r.example/:_authToken": "host",
      "//r.example/npm/:_authToken": "npm",
      "//r.example/npm/private/:_authToken": "private",
    };
    expect(headers("https://r.example/npm/private/pkg", keys)).toEqual(bearer("private"));
    expect(headers("https://r.example/npm/pkg", keys)).toEqual(bearer("npm"));
    expect(
      headers("https://r.example/npmx/pkg", { "//r.example/npm/:_authToken": "npm" }, "https://other/"),
    ).toEqual({});
    expect(headers("https://r.example/other", keys)).toEqual(bearer("host"));
  });

  it("takes a scope without its slash, as npm does", () => {
    expect(headers("https://r.example/npm/pkg", { "//r.example/npm:_authToken": "t" })).toEqual(bearer("t"));
    expect(headers("https://r.example/npm/pkg", { "//r.example:_authToken": "t" })).toEqual(bearer("t"));
  });

  it("never sends anything to another host, port or subdomain", () => {
    const keys = { "//r.example/:_authToken": "t", "//r.example/npm/:_authToken": "t" };
    for (const url of [
      "https://evil.example/npm/pkg",
      "https://r.example.evil/npm/pkg",
      "https://sub.r.example/npm/pkg",
      "https://r.example:8443/npm/pkg",
      "https://r.example@evil.example/npm/pkg",
      "https://evil.example/r.example/npm/pkg",
    ]) {
      expect(headers(url, keys), url).toEqual({});
    }
  });

  it("matches a port", () => {
    const keys = { "//r.example:8443/:_authToken": "t" };
    expect(headers("https://r.example:8443/pkg", keys)).toEqual(bearer("t"));
    expect(headers("https://r.example/pkg", keys)).toEqual({});
  });

  it("sends the registry's own to tarballs on the registry's host that lie elsewhere", () => {
    const keys = { "//r.example/npm/:_authToken": "t" };
    expect(headers("https://r.example/storage/pkg.tgz", keys)).toEqual(bearer("t"));
    expect(headers("https://r.example:444/storage/pkg.tgz", keys)).toEqual({});
  });

  it("does not send over http what is meant for https", () => {
    const keys = { "//r.example/npm/:_authToken": "t" };
    expect(headers("http://r.example/npm/pkg", keys)).toEqual({});
    expect(headers("http://r.example/npm/pkg", keys, "http://r.example/npm/")).toEqual(bearer("t"));
  });

  it("knows user and password, and a ready pair", () => {
    const password = base64("pass:wörd");
    expect(
      headers(registry, { "//r.example/npm/:username": "me", "//r.example/npm/:_password": password }),
    ).toEqual({
      authorization: `Basic ${base64("me:pass:wörd")}`,
    });
    expect(headers(registry, { "//r.example/npm/:_auth": "bWU6cHc=" })).toEqual({
      authorization: "Basic bWU6cHc=",
    });
  });

  it("prefers the token, and wants user and password both", () => {
    const all = {
      "//r.example/npm/:_authToken": "t",
      "//r.example/npm/:_auth": "x",
      "//r.example/npm/:username": "me",
    };
    expect(headers(registry, all)).toEqual(bearer("t"));
    expect(
      headers(registry, { "//r.example/npm/:username": "me", "//r.example/:_authToken": "host" }),
    ).toEqual(bearer("host"));
  });

  it("has nothing where nothing is configured, nor for keys without a host", () => {
    expect(headers(registry, {})).toEqual({});
    expect(headers(registry, { _authToken: "t", ":_authToken": "t", "//:_authToken": "t" })).toEqual({});
  });
});
