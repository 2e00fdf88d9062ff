import { describe, expect, it } from "vitest";
import { lines, nodewright } from "../support.js";

describe("nodewright abi", () => {
  it.each([
    ["24.21.0", "node", "137"],
    ["v0.12.18", "node", "14"],
    ["39.0.0", "electron", "140"],
  ])("knows the ABI of %s of %s", async (version, runtime, abi) => {
    const { code, out } = await nodewright(["abi", version, "--runtime", runtime, "--json"]);
    expect(code).toBe(0);
    expect(lines(out)).toMatchObject([{ input: version, runtime, abi }]);
  });

  it("never gives a nightly the ABI of the line before it", async () => {
    const { code, out } = await nodewright(["abi", "27.0.0-nightly20261101abcdef0123", "--json"]);
    expect(code).toBe(1);
    expect(lines(out)).toMatchObject([{ abi: null, reason: expect.stringContaining("27.0.0") }]);
  });

  it.each([
    [">=20 <23", "node", null, ["115", "120", "127"]],
    ["22", "node", "127", ["127"]],
    ["38.x", "electron", "139", ["139"]],
  ])("lists the ABIs that the range %s of %s touches", async (range, runtime, abi, abis) => {
    const { code, out } = await nodewright(["abi", range, "--runtime", runtime, "--json"]);
    expect(code).toBe(0);
    expect(lines(out)).toMatchObject([{ input: range, abi, abis: abis.map((each) => ({ abi: each })) }]);
  });

  it("reads a word as the release that it means", async () => {
    const { out } = await nodewright(["abi", "jod", "--json"]);
    expect(lines(out)).toMatchObject([{ abi: "127", version: expect.stringMatching(/^22\./) }]);
  });

  it("says what is no version", async () => {
    const { code, err } = await nodewright(["abi", "twelve"]);
    expect(code).toBe(1);
    expect(err).toContain("error: ");
  });
});
