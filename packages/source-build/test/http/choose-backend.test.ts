import { expect, test } from "vitest";
import { chooseBackend } from "../../src/http/choose-backend.js";

const has = (...commands: string[]) => ({
  which: (name: string) => (commands.includes(name) ? name : undefined),
});

test.each([
  [{ NODE_BUILD_HTTP_CLIENT: "wget" }, {}, has(), "wget"],
  [{ NODE_BUILD_HTTP_CLIENT: "nodewright" }, {}, has("aria2c"), "nodewright"],
  [{}, {}, has("aria2c", "curl"), "aria2c"],
  [{}, {}, has("curl", "wget"), "nodewright"],
  [{}, { ipv6: true }, has("curl", "wget"), "curl"],
  [{}, { ipv4: true }, has(), "nodewright"],
])("chooseBackend %j %j", (env, flags, host, name) => {
  expect(chooseBackend(env, flags, host).name).toBe(name);
});

test("chooseBackend refuses a client it does not know", () => {
  expect(() => chooseBackend({ NODE_BUILD_HTTP_CLIENT: "lynx" }, {}, has())).toThrow(
    expect.objectContaining({ code: "ERR_BUILD_TOOL" }),
  );
});
