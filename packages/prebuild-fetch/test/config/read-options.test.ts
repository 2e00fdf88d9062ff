import { describe, expect, it } from "vitest";
import { environmentOptions, readOptions } from "../../src/index.js";

const read = (
  commandLine: Record<string, unknown>,
  env: Record<string, string> = {},
): ReturnType<typeof readOptions> => readOptions(commandLine, env, "my-addon");

describe("readOptions", () => {
  it("takes the command line before the environment, in either spelling", () => {
    const env = { npm_config_target_arch: "ia32", npm_config_target_platform: "win32" };
    expect(read({ target_arch: "arm64" }, env)).toMatchObject({
      targetArch: "arm64",
      targetPlatform: "win32",
    });
    expect(read({ "target-arch": "arm64" }, env).targetArch).toBe("arm64");
  });

  it.each([
    [true, true],
    ["true", true],
    ["my-addon", true],
    ["other", false],
    [false, false],
    ["false", false],
    ["", false],
  ])("build-from-source=%j is %j", (value, expected) => {
    expect(read({ "build-from-source": value }).buildFromSource).toBe(expected);
  });

  it.each([
    [{ npm_config_fallback_to_build: "" }, false],
    [{ npm_config_fallback_to_build: "false" }, false],
    [{ npm_config_fallback_to_build: "true" }, true],
    [{}, true],
    [{ npm_config_argv: '{"cooked":["install","--fallback-to-build","false"]}' }, false],
    [{ npm_config_argv: '{"cooked":["install"]}' }, true],
    [{ npm_config_argv: "not JSON" }, true],
  ])("a script's --fallback-to-build under %j is %j", (env, expected) => {
    expect(read({ "fallback-to-build": true }, env).fallbackToBuild).toBe(expected);
  });

  it.each([
    [undefined, false],
    [true, true],
    ["true", true],
    ["signed", "signed"],
    ["", false],
    ["false", false],
  ])("require-integrity=%j is %j", (value, expected) => {
    expect(read({ "require-integrity": value }).requireIntegrity).toBe(expected);
  });

  it("refuses a mistyped demand of integrity", () => {
    expect(() => read({}, { npm_config_require_integrity: "singed" })).toThrow(
      "Cannot obey --require-integrity=singed: it is no demand",
    );
  });

  it("is strict about certificates unless told otherwise", () => {
    expect(read({}).strictSsl).toBe(true);
    expect(read({}, { npm_config_strict_ssl: "" }).strictSsl).toBe(false);
    expect(read({ "strict-ssl": false }).strictSsl).toBe(false);
  });

  it("splits certificates, and undoes .npmrc's line ends", () => {
    const one = "-----BEGIN CERTIFICATE-----\\nAA\\n-----END CERTIFICATE-----";
    expect(read({}, { npm_config_ca: one + one }).ca).toEqual(
      Array(2).fill("-----BEGIN CERTIFICATE-----\nAA\n-----END CERTIFICATE-----"),
    );
    expect(read({}).ca).toEqual([]);
  });
});

it("environmentOptions drops the prefix and spells with underscores", () => {
  expect(environmentOptions({ npm_config_a_b: "1", "npm_config_c-d": "2", PATH: "3" })).toEqual({
    a_b: "1",
    c_d: "2",
  });
});
