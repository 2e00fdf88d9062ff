import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHttpClient } from "@nodewright/artifact-store";
import type { ReleaseSource } from "@nodewright/release-source";
import { formatTarget, type Target } from "@nodewright/target-triple";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isLockOf, type MakeLockOptions, makeLock } from "../src/make-lock.js";
import { linux, lockOf, mac, offerOf, windows } from "./samples.js";

const rows = ["v24.2.0", "v24.1.0"].map((version) => ({ ...offerOf().release, version }));

let options: MakeLockOptions;
let asked: string[];

beforeEach(async () => {
  asked = [];
  const source: ReleaseSource = {
    kind: "dist",
    name: "https://nodejs.org/dist",
    loadIndex: async () => ({ rows, origin: "a list" }),
    offer: async (release, target: Target) => {
      asked.push(`${release.version} ${formatTarget(target)}`);
      return { ...offerOf({ target }), release };
    },
  };
  options = {
    request: { spec: "lts/*", dialect: "nvm" },
    targets: [linux, mac],
    host: linux,
    sources: [source],
    root: await mkdtemp(join(tmpdir(), "lock-")),
    client: createHttpClient({ env: {} }),
    env: {},
    now: new Date("2026-11-20T12:00:00Z"),
    coreVersion: "0.1.0",
  };
});

afterEach(() => rm(options.root, { recursive: true, force: true }));

describe("makeLock", () => {
  it("pins what the first target gets for all of them, and installs nothing", async () => {
    const lock = await makeLock(options);
    expect(lock).toMatchObject({
      request: { spec: "lts/*", dialect: "nvm" },
      version: "v24.2.0",
      lts: "Krypton",
      npm: "11.1.0",
    });
    expect(Object.keys(lock.targets)).toEqual(["linux-x64-glibc", "darwin-arm64"]);
    expect(asked).toEqual(["v24.2.0 linux-x64-glibc", "v24.2.0 darwin-arm64"]);
    expect(await readdir(options.root)).toEqual([]);
    expect([isLockOf(lock, options.request), isLockOf(lock, { spec: "lts/*" })]).toEqual([true, false]);
  });

  it("adds a target to a lock, of the release that it has", async () => {
    const known = lockOf();
    const lock = await makeLock({ ...options, targets: [mac], known });
    expect(lock.version).toBe("v24.1.0");
    expect(asked).toEqual(["v24.1.0 darwin-arm64"]);
    expect(Object.keys(lock.targets).sort()).toEqual(["darwin-arm64", "linux-x64-glibc", "win32-x64"]);
    expect(lock.targets["win32-x64"]).toEqual(known.targets["win32-x64"]);
  });

  it("says which target the release was not built for", async () => {
    const musl: Target = { os: "linux", arch: "x64", libc: "musl" };
    await expect(makeLock({ ...options, targets: [windows, musl] })).rejects.toMatchObject({
      code: "ERR_RELEASE_NO_BUILD",
      message: expect.stringContaining("musl"),
    });
  });
});
