import { describe, expect, test } from "vitest";
import { ArtifactError } from "../../src/errors.js";
import { isTransientNetworkError, toNetworkError } from "../../src/http/network-errors.js";

const coded = (code: string, message = code): Error => Object.assign(new Error(message), { code });
const URL_WITH_SECRET = "https://me:secret@mirror.example/file";

describe("toNetworkError", () => {
  test.each([
    ["ECONNREFUSED", "ERR_ARTIFACT_NETWORK", "refused"],
    ["ENOTFOUND", "ERR_ARTIFACT_NETWORK", "host name"],
    ["UND_ERR_CONNECT_TIMEOUT", "ERR_ARTIFACT_TIMEOUT", "in time"],
    ["UND_ERR_HEADERS_TIMEOUT", "ERR_ARTIFACT_TIMEOUT", "in time"],
    ["UND_ERR_BODY_TIMEOUT", "ERR_ARTIFACT_TIMEOUT", "stopped sending"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "ERR_ARTIFACT_NETWORK", "self-signed"],
  ])("says what %s means", (code, expected, words) => {
    const error = toNetworkError(coded(code), "fetch", URL_WITH_SECRET);
    expect(error).toMatchObject({ code: expected, url: "https://***@mirror.example/file" });
    expect(error.message).toContain(words);
    expect(error.message).not.toContain("secret");
    expect(error.hint).toBeTruthy();
  });

  test("looks into causes and into the errors of each address", () => {
    const nested = new TypeError("fetch failed", { cause: new AggregateError([coded("ECONNREFUSED")]) });
    expect(toNetworkError(nested, "fetch", URL_WITH_SECRET).message).toContain("refused");
  });

  test("names the proxy for what went wrong there", () => {
    const error = toNetworkError(
      coded("UND_ERR_ABORTED", "Proxy response (407) !== 200"),
      "fetch",
      URL_WITH_SECRET,
    );
    expect(error.hint).toContain("HTTPS_PROXY");
  });

  test("keeps the message of what it does not know", () => {
    expect(toNetworkError(new Error("odd"), "fetch", "http://a/").message).toBe(
      "Cannot fetch http://a/: odd",
    );
    expect(toNetworkError("odd", "fetch", "http://a/").message).toBe("Cannot fetch http://a/: odd");
  });

  test("passes on an ArtifactError", () => {
    const error = new ArtifactError("ERR_ARTIFACT_LIMIT", "Cannot");
    expect(toNetworkError(error, "fetch", "http://a/")).toBe(error);
  });
});

describe("isTransientNetworkError", () => {
  test("tells a bad moment from a lasting state", () => {
    expect(isTransientNetworkError(coded("ECONNRESET"))).toBe(true);
    expect(isTransientNetworkError(coded("ENOTFOUND"))).toBe(false);
  });

  test("does not wait for a name server on a machine without a network", () => {
    const address = { address: "", netmask: "", family: "IPv4", mac: "", cidr: null } as const;
    const online = { lo: [{ ...address, internal: true }], eth0: [{ ...address, internal: false }] };
    const offline = { lo: [{ ...address, internal: true }] };
    expect(isTransientNetworkError(coded("EAI_AGAIN"), online)).toBe(true);
    expect(isTransientNetworkError(coded("EAI_AGAIN"), offline)).toBe(false);
    expect(isTransientNetworkError(coded("EAI_AGAIN"), {})).toBe(false);
    expect(isTransientNetworkError(coded("ECONNREFUSED"), offline)).toBe(true);
  });
});
