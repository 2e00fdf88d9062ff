import { describe, expect, test } from "vitest";
import { liveness, ownIdentity, ownToken, parseToken } from "../../src/files/process-identity.js";
import { child } from "../helpers/child.js";

describe("ownToken", () => {
  test("is unique, fits a file name, and holds the identity", () => {
    const tokens = Array.from({ length: 100 }, ownToken);
    expect(new Set(tokens).size).toBe(100);
    expect(tokens[0]).toMatch(/^[0-9a-f-]{20,64}$/);
    expect(parseToken(tokens[0] ?? "")).toEqual(ownIdentity());
  });
});

describe("parseToken", () => {
  test.each([
    "",
    "abc",
    "0123456789ab-1-2",
    "0123456789ab-x-2-0123456789ab",
    "../0123456789ab-1-2-0123456789ab",
  ])("refuses %j", (token) => {
    expect(parseToken(token)).toBeUndefined();
  });
});

describe("liveness", () => {
  test("is alive for this process", () => {
    expect(liveness(ownIdentity())).toBe("alive");
  });

  test("is dead for a process that has ended", async () => {
    const ended = child("");
    const { pid = 0 } = ended.process;
    await ended.exit;
    expect(liveness({ ...ownIdentity(), pid })).toBe("dead");
  });

  test.skipIf(process.platform !== "linux")("is dead for an earlier process with the same number", () => {
    expect(liveness({ ...ownIdentity(), startedAt: "1" })).toBe("dead");
    expect(liveness({ ...ownIdentity(), startedAt: "" })).toBe("alive");
  });

  test("is unknown for another host, whatever numbers it has", () => {
    expect(liveness({ ...ownIdentity(), scope: "0123456789ab" })).toBe("unknown");
  });

  test.skipIf(process.platform !== "linux")("is alive for a process of someone else", () => {
    expect(liveness({ ...ownIdentity(), pid: 1, startedAt: "" })).toBe("alive");
  });
});
