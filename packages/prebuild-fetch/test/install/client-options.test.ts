import { createHttpClient } from "@nodewright/artifact-store";
import { describe, expect, onTestFinished, test } from "vitest";
import { clientOptions } from "../../src/install/client-options.js";
import { serve } from "../support/serve.js";

describe("clientOptions()", () => {
  test.each([
    [{}, {}, {}],
    [{}, { http_proxy: "http://low", HTTP_PROXY: "http://up" }, { HTTP_PROXY: "http://low" }],
    [
      { proxy: "http://a" },
      { https_proxy: "http://env" },
      { HTTP_PROXY: "http://a", HTTPS_PROXY: "http://a" },
    ],
    [
      { httpsProxy: "http://b" },
      { http_proxy: "http://env" },
      { HTTP_PROXY: "http://env", HTTPS_PROXY: "http://b" },
    ],
    [{ proxy: "http://a", httpsProxy: "http://b" }, {}, { HTTP_PROXY: "http://a", HTTPS_PROXY: "http://b" }],
    [{ proxy: "false" }, { http_proxy: "http://env" }, {}],
    [{ noProxy: "a.example" }, { no_proxy: "b.example" }, { NO_PROXY: "a.example" }],
    [{}, { NO_PROXY: "b.example" }, { NO_PROXY: "b.example" }],
  ])("proxies of %o in %o", (settings, env, expected) => {
    expect(clientOptions(settings, env).env).toEqual(expected);
  });

  test("certificates, tries and time", () => {
    const settings = { caFile: "/ca.pem", ca: ["PEM"], strictSsl: false };
    const env = { npm_config_fetch_retries: "5", npm_config_fetch_timeout: "1000" };
    expect(clientOptions(settings, env)).toMatchObject({
      caFile: "/ca.pem",
      extraCaCerts: ["PEM"],
      unsafelySkipCertificateCheck: true,
      retries: 5,
      stallTimeoutMs: 1000,
    });
    const none = clientOptions({}, { npm_config_fetch_retries: "many" });
    expect([none.unsafelySkipCertificateCheck, none.retries]).toEqual([false, undefined]);
  });

  test("makes a client that goes through the proxy", async () => {
    const proxy = await serve({ "*": "from the proxy" });
    const client = createHttpClient(clientOptions({ proxy: proxy.url }, {}));
    onTestFinished(() => client.close());
    expect(await client.text("http://addons.example/a")).toBe("from the proxy");
  });
});
