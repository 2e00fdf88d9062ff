import { describe, expect, it } from "vitest";
import { chooseBinaryHost } from "../../src/index.js";

const binary = { staging_host: "https://staging", production_host: "https://production" };
const choose = (command: string, s3Host?: string, env: Record<string, string> = {}): string | undefined =>
  chooseBinaryHost(binary, { command, s3Host, env });

describe("chooseBinaryHost", () => {
  it("publishes to staging, and installs from production", () => {
    expect(choose("publish")).toBe("https://staging");
    expect(choose("unpublish")).toBe("https://staging");
    expect(choose("install")).toBe("https://production");
  });

  it("takes the variable before the option", () => {
    expect(choose("publish", "production")).toBe("https://production");
    expect(choose("publish", "production", { node_pre_gyp_s3_host: "staging" })).toBe("https://staging");
  });

  it("leaves a host that is set, and one of two", () => {
    const options = { command: "install", s3Host: "nonsense", env: {} };
    expect(chooseBinaryHost({ ...binary, host: "https://own" }, options)).toBeUndefined();
    expect(chooseBinaryHost({ staging_host: "https://staging" }, options)).toBeUndefined();
    expect(chooseBinaryHost(undefined, options)).toBeUndefined();
  });

  it("refuses other words", () => {
    expect(() => choose("publish", "bad-news")).toThrow("invalid s3_host bad-news");
  });
});
