import { describe, expect, test } from "vitest";
import { noticeFor, withNotice } from "../src/notices.js";
import { lifecycle } from "./lifecycle.js";
import { release } from "./samples.js";

describe("noticeFor", () => {
  test.each([
    ["20.1.0", "end-of-life"],
    ["v20.1.0", "end-of-life"],
    ["0.10.48", "end-of-life"],
    ["0.8.1", "end-of-life"],
    ["0.11.16", "end-of-life"],
    ["19.1.0", "end-of-life"],
    ["23.1.0", undefined],
    ["22.1.0", "maintenance"],
    ["24.1.0", undefined],
    ["27.0.0", undefined],
    ["iojs-1.0.0", undefined],
    ["chakracore-20.1.0", undefined],
    ["node-rc", undefined],
  ])("%s: %s", (name, notice) => {
    expect(noticeFor(name, lifecycle)).toBe(notice);
  });

  test("follows the clock", () => {
    expect(noticeFor("24.1.0", { ...lifecycle, now: new Date("2026-10-20") })).toBe("maintenance");
    expect(noticeFor("24.1.0", { ...lifecycle, now: new Date("2028-04-30") })).toBe("end-of-life");
  });

  test("an empty schedule says nothing", () => {
    expect(noticeFor("0.8.1", { ...lifecycle, schedule: {} })).toBeUndefined();
  });
});

describe("withNotice", () => {
  test("replaces and removes", () => {
    expect(withNotice(release, "end-of-life").notice).toBe("end-of-life");
    expect(Object.keys(withNotice(release, undefined))).not.toContain("notice");
    expect(release.notice).toBe("maintenance");
  });
});
