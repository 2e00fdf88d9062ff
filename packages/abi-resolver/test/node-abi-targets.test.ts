import * as nodeAbi from "node-abi";
import { afterEach, describe, expect, test, vi } from "vitest";
import * as ours from "../src/node-abi-targets.js";

const LISTS = [
  ["allTargets", ours.allTargets, nodeAbi.allTargets],
  ["deprecatedTargets", ours.deprecatedTargets, nodeAbi.deprecatedTargets],
  ["supportedTargets", ours.supportedTargets, nodeAbi.supportedTargets],
  ["additionalTargets", ours.additionalTargets, nodeAbi.additionalTargets],
  ["futureTargets", ours.futureTargets, nodeAbi.futureTargets],
] as const;

afterEach(() => {
  vi.useRealTimers();
});

test.each(LISTS)("%s is node-abi's list, entry for entry", (_, list, theirs) => {
  const plain = (entries: readonly nodeAbi.Target[]) =>
    entries.map(({ runtime, target, abi }) => ({ runtime, target, abi }));
  expect(plain(list)).toEqual(plain(theirs));
  expect(list.every(({ lts }) => typeof lts === "boolean")).toBe(true);
});

describe("lts", () => {
  const isLts = (target: string, day: string) => {
    vi.useFakeTimers({ now: new Date(`${day}T12:00:00Z`) });
    return ours.allTargets.find((entry) => entry.runtime === "node" && entry.target === target)?.lts;
  };

  test.each([
    ["24.0.0", "2025-10-28", false],
    ["24.0.0", "2025-10-29", true],
    ["24.0.0", "2026-10-19", true],
    ["24.0.0", "2026-10-20", false],
    ["23.0.0", "2025-01-01", false],
    // A window without an end stays open.
    ["27.0.0", "2027-10-21", true],
  ])("of %s on %s is %s", (target, day, lts) => {
    expect(isLts(target, day)).toBe(lts);
  });
});
