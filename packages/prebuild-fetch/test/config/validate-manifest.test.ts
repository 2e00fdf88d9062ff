import { describe, expect, it } from "vitest";
import { validateManifest } from "../../src/config/validate-manifest.js";
import { addonManifest } from "../support/addon.js";

const failure = (manifest: unknown, napi?: number | null): { code?: string; message: string } => {
  try {
    validateManifest(manifest, napi);
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("it was accepted");
};

describe("validateManifest", () => {
  it("accepts a complete one", () => {
    expect(() => validateManifest(addonManifest(), 10)).not.toThrow();
  });

  it("lists what is missing in the words of node-pre-gyp", () => {
    expect(failure({ name: "x", binary: { module_name: "x", host: 5 } })).toMatchObject({
      code: "ERR_PREBUILD_INCOMPLETE",
      message:
        "x package.json is not node-pre-gyp ready:\npackage.json must declare these properties: \nmain\nversion\nbinary.module_path\nbinary.host",
    });
    expect(failure({ name: "x", main: "x", version: "1.0.0" }).message).toMatch(/\nbinary$/);
  });

  it.each([null, undefined, [], "text", 5])("refuses %j for a package.json", (manifest) => {
    expect(failure(manifest).code).toBe("ERR_PREBUILD_INCOMPLETE");
  });

  it.each(["http://a.example", "HTTP://a.example", " http://a.example"])("refuses the host %j", (host) => {
    expect(failure(addonManifest({ host }))).toMatchObject({
      code: "ERR_PREBUILD_HOST",
      message: "'host' protocol (http:) is invalid - only 'https:' is accepted",
    });
  });

  it.each(["remote_path", "package_name", "bucket", "region", "acl", "manifest", "keyring"])(
    "refuses a %s that is no text",
    (key) => {
      expect(failure(addonManifest({ [key]: 5 })).message).toBe(`binary.${key} must be a string, not 5`);
    },
  );

  it.each(["yes", 1, null])("refuses the demand of integrity %j", (value) => {
    const demand = { ["requireIntegrity" as string]: value };
    expect(failure(addonManifest(demand)).message).toMatch(
      /^binary\.requireIntegrity must be true, false or "signed", not /,
    );
  });

  it.each([[[0]], [[1.5]], [["3"]], [[-1]], ["3"], [{}]])("refuses the levels %j", (versions) => {
    const manifest = addonManifest();
    const binary = { ...manifest.binary, module_path: "{napi_build_version}", napi_versions: versions };
    expect(failure({ ...manifest, binary }).code).toBe("ERR_PREBUILD_CONFIG");
  });

  it("wants the level in the names, and levels for such names", () => {
    expect(failure(addonManifest({ napi_versions: [3] })).message).toMatch(
      /^When napi_versions is specified;/,
    );
    expect(failure(addonManifest({ module_path: "./napi-v{napi_build_version}" })).message).toMatch(
      /napi_versions must also be specified\.$/,
    );
  });

  it("refuses a runtime without any of the levels, unless there are builds for its ABI", () => {
    const binary = {
      module_path: "./{node_napi_label}",
      napi_versions: [12, 11],
      package_name: "{napi_build_version}.tar.gz",
    };
    expect(failure(addonManifest(binary), 10).message).toBe(
      "The Node-API version of this Node instance is 10. This module supports Node-API version(s) 12,11. This Node instance cannot run this module.",
    );
    const both = { ...binary, package_name: "{node_napi_label}.tar.gz" };
    expect(() => validateManifest(addonManifest(both), 10)).not.toThrow();
  });
});
