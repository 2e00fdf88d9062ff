import { describe, expect, test } from "vitest";
import { DEFAULT_LIMITS, LimitGuard } from "../../src/unpack/limits.js";
import { thrown } from "../helpers/errors.js";

const MIB = 1024 ** 2;

describe("LimitGuard", () => {
  test("allows what a Node.js release needs many times over", () => {
    const guard = new LimitGuard("node.tar.gz");
    for (let i = 0; i < 50_000; i += 1) {
      guard.entry(`node/lib/file-${i}`, 20_000);
    }
    guard.archiveBytes = 100 * MIB;
    guard.decompressed(1000 * MIB);
  });

  test("refuses a file by the size that it claims, before any byte of it", () => {
    const guard = new LimitGuard("bomb.tar.gz");
    const error = thrown(() => guard.entry("zeros", 10 * 1024 ** 3), "ERR_ARTIFACT_LIMIT");
    expect(error.message).toContain("bomb.tar.gz");
  });

  test("adds up what the files claim", () => {
    const guard = new LimitGuard("a.tar", { totalBytes: 100 });
    guard.entry("a", 60);
    guard.entry("b", 40);
    thrown(() => guard.entry("c", 1), "ERR_ARTIFACT_LIMIT");
  });

  test("counts entries", () => {
    const guard = new LimitGuard("a.tar", { entries: 2 });
    guard.entry("a", 0);
    guard.entry("b", 0);
    thrown(() => guard.entry("c", 0), "ERR_ARTIFACT_LIMIT");
  });

  test("measures paths in bytes", () => {
    const guard = new LimitGuard("a.tar", { pathBytes: 10 });
    guard.entry("x".repeat(10), 0);
    thrown(() => guard.entry("x".repeat(11), 0), "ERR_ARTIFACT_LIMIT");
    thrown(() => guard.entry("é".repeat(6), 0), "ERR_ARTIFACT_LIMIT");
  });

  test("judges the ratio, but not of small archives", () => {
    const guard = new LimitGuard("a.tar.gz", { ratio: 100 });
    guard.archiveBytes = 1;
    guard.decompressed(64 * MIB);
    thrown(() => guard.decompressed(1), "ERR_ARTIFACT_LIMIT");
    const honest = new LimitGuard("a.tar.gz", { ratio: 100 });
    honest.archiveBytes = MIB;
    honest.decompressed(100 * MIB);
    thrown(() => honest.decompressed(1), "ERR_ARTIFACT_LIMIT");
  });

  test("bounds what comes out of the decompressor though no entry claims it", () => {
    const guard = new LimitGuard("a.tar.gz", { totalBytes: 1000, entries: 10 });
    guard.archiveBytes = 1024 ** 3;
    guard.decompressed(64 * MIB);
    thrown(() => guard.decompressed(20_000), "ERR_ARTIFACT_LIMIT");
  });

  test("takes a limit that is undefined for the default, not for none", () => {
    const limits: Record<string, never> = JSON.parse("{}");
    Object.assign(limits, { totalBytes: undefined, entries: undefined });
    thrown(() => new LimitGuard("a.tar", limits).entry("a", 3 * 1024 ** 3), "ERR_ARTIFACT_LIMIT");
  });

  test("has defaults for everything", () => {
    expect(DEFAULT_LIMITS).toEqual({
      totalBytes: 2 * 1024 ** 3,
      entries: 200_000,
      pathBytes: 4096,
      ratio: 250,
    });
  });
});
