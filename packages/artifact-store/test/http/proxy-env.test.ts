import { describe, expect, test } from "vitest";
import { readProxyEnv } from "../../src/http/proxy-env.js";
import { thrown } from "../helpers/errors.js";

const NONE = { httpProxy: "", httpsProxy: "", noProxy: "" };

describe("readProxyEnv", () => {
  test.each([
    [{}, NONE],
    [{ HTTPS_PROXY: "http://p:1" }, { ...NONE, httpsProxy: "http://p:1" }],
    [
      { https_proxy: "http://low:1", HTTPS_PROXY: "http://up:1" },
      { ...NONE, httpsProxy: "http://low:1" },
    ],
    [
      { https_proxy: "", HTTPS_PROXY: "http://up:1" },
      { ...NONE, httpsProxy: "http://up:1" },
    ],
    [{ http_proxy: "proxy.example:3128" }, { ...NONE, httpProxy: "http://proxy.example:3128" }],
    [{ HTTP_PROXY: " https://p " }, { ...NONE, httpProxy: "https://p" }],
    [{ NO_PROXY: "localhost,.corp" }, { ...NONE, noProxy: "localhost,.corp" }],
    [{ no_proxy: "*" }, { ...NONE, noProxy: "*" }],
  ])("reads %j", (env, expected) => {
    expect(readProxyEnv(env)).toEqual(expected);
  });

  test.each(["ftp://proxy:21", "http://", "http://:3128", "::", "http://me:100%@proxy"])(
    "refuses %s by name, its password hidden",
    (value) => {
      const error = thrown(() => readProxyEnv({ HTTPS_PROXY: value }), "ERR_ARTIFACT_NETWORK");
      expect(error.message).toContain("HTTPS_PROXY");
    },
  );

  test("hides the password of what it refuses", () => {
    const error = thrown(() => readProxyEnv({ HTTP_PROXY: "ftp://me:secret@proxy" }), "ERR_ARTIFACT_NETWORK");
    expect(error.message).not.toContain("secret");
  });
});
