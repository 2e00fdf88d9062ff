import { describe, expect, it } from "vitest";
import { checkGates, isInRange } from "../src/gates.js";

const gates = [
  { excludes: "<20.10", reason: "the first port", link: "https://a.example/1" },
  { excludes: ">=22.0 <22.14", reason: "does not compile", link: "https://a.example/2" },
];

describe("checkGates", () => {
  it.each(["v20.10.0", "21.0.0", "v22.14.0", "v22.14.0-rc.1", "v30.0.0-nightly20260101abcdef0123"])(
    "lets %s pass",
    (version) => {
      expect(checkGates(gates, version)).toEqual({ builds: true });
    },
  );

  it.each([
    ["v18.20.4", "the first port"],
    ["v22.13.1", "does not compile"],
    ["v22.13.0-rc.12", "does not compile"],
  ])("keeps %s out, and says why", (version, reason) => {
    expect(checkGates(gates, version)).toMatchObject({ builds: false, reason });
  });

  it("refuses what is no version", () => {
    expect(() => checkGates(gates, "22")).toThrow(/not a Node.js version/);
  });
});

describe("isInRange", () => {
  it("takes a pre-release for its release", () => {
    expect(isInRange("v26.0.0-rc.1", ">=26")).toBe(true);
  });
});
