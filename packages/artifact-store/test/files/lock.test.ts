import { existsSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { withLock } from "../../src/files/lock.js";
import { ownIdentity, ownToken } from "../../src/files/process-identity.js";
import { child } from "../helpers/child.js";
import { failure } from "../helpers/errors.js";
import { temporaryDirectory } from "../helpers/temporary-directory.js";
import { noMount, tmpfs } from "../helpers/tmpfs.js";

const lockIn = (root = temporaryDirectory()): string => join(root, ".name.lock");

/** The token of a process that is no more. */
async function deadToken(): Promise<string> {
  const ended = child("");
  const { pid } = ended.process;
  await ended.exit;
  const { scope } = ownIdentity();
  return `${scope}-${pid}-1-0123456789ab`;
}

describe("withLock", () => {
  test("holds the lock while the work runs, whatever becomes of that", async () => {
    const path = lockIn();
    const result = await withLock(path, {}, async () => {
      expect(existsSync(path)).toBe(true);
      return 7;
    });
    expect(result).toBe(7);
    await expect(withLock(path, {}, () => Promise.reject(new Error("no luck")))).rejects.toThrow("no luck");
    expect(readdirSync(join(path, ".."))).toEqual([]);
  });

  test("lets one in at a time", async () => {
    const path = lockIn();
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setTimeout(resolve, 5));
      inside -= 1;
    };
    await Promise.all(Array.from({ length: 8 }, () => withLock(path, {}, work)));
    expect(most).toBe(1);
  });

  test("makes its directory, also when another process has just taken it away", async () => {
    const path = join(temporaryDirectory(), "a/b/.name.lock");
    expect(await withLock(path, {}, async () => 1)).toBe(1);
  });

  test("loses no update of four processes at once", async () => {
    const root = temporaryDirectory();
    const counter = join(root, "counter");
    writeFileSync(counter, "0");
    const code = `
      for (let i = 0; i < 10; i += 1) {
        await store.stageDirectory(args[0] + "/made", async (stage) => {
          const before = Number(fs.readFileSync(args[0] + "/counter", "utf8"));
          await new Promise((resolve) => setTimeout(resolve, 1));
          fs.writeFileSync(args[0] + "/counter", String(before + 1));
          fs.writeFileSync(stage + "/value", String(before + 1));
        }, { replace: true });
      }`;
    const children = Array.from({ length: 4 }, () => child(code, root));
    for (const one of children) {
      expect(await one.exit).toMatchObject({ code: 0 });
    }
    expect(readFileSync(counter, "utf8")).toBe("40");
    expect(readFileSync(join(root, "made/value"), "utf8")).toBe("40");
    expect(readdirSync(root).sort()).toEqual(["counter", "made"]);
  });

  test("takes over from a dead process, by however many it is found", async () => {
    const path = lockIn();
    writeFileSync(path, await deadToken());
    let inside = 0;
    const work = async (): Promise<void> => {
      inside += 1;
      expect(inside).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 2));
      inside -= 1;
    };
    await Promise.all(Array.from({ length: 8 }, () => withLock(path, {}, work)));
    expect(readdirSync(join(path, ".."))).toEqual([]);
  });

  test("takes over from a process that died while it took over", async () => {
    const path = lockIn();
    const [first, second] = [await deadToken(), (await deadToken()).replace(/.$/, "c")];
    writeFileSync(path, first);
    writeFileSync(`${path}.${first}`, second);
    expect(await withLock(path, {}, async () => 1)).toBe(1);
    expect(readdirSync(join(path, ".."))).toEqual([]);
  });

  test("does not take over what another process took over meanwhile", async () => {
    const path = lockIn();
    const [dead, living] = [await deadToken(), ownToken()];
    writeFileSync(path, dead);
    let waiting: Promise<unknown> = Promise.resolve();
    await withLock(`${path}.${dead}`, {}, async () => {
      waiting = failure(
        withLock(path, { timeoutMs: 300 }, async () => 1),
        "ERR_ARTIFACT_LOCKED",
      );
      await new Promise((resolve) => setTimeout(resolve, 100));
      writeFileSync(path, living);
    });
    await waiting;
    expect(readFileSync(path, "utf8")).toBe(living);
  });

  test("ERR_ARTIFACT_LOCKED: a living process keeps it too long; it is named", async () => {
    const path = lockIn();
    writeFileSync(path, ownToken());
    const onWait = vi.fn();
    const error = await failure(
      withLock(path, { timeoutMs: 120, onWait }, async () => 1),
      "ERR_ARTIFACT_LOCKED",
    );
    expect(error.message).toContain(`process ${process.pid}`);
    expect(error.hint).toContain(path);
    expect(onWait).toHaveBeenCalledOnce();
    expect(onWait).toHaveBeenCalledWith({ lockPath: path, pid: process.pid });
    expect(readdirSync(join(path, ".."))).toEqual([".name.lock"]);
  });

  test("ERR_ARTIFACT_LOCKED: one of another host, or unreadable, is believed to live", async () => {
    for (const content of [ownToken().replace(/^.{12}/, "0123456789ab"), "", "junk"]) {
      const path = lockIn();
      writeFileSync(path, content);
      utimesSync(path, 0, 0);
      await failure(
        withLock(path, { timeoutMs: 120 }, async () => 1),
        "ERR_ARTIFACT_LOCKED",
      );
    }
  });

  test("ERR_ARTIFACT_LOCKED: a link to nowhere stands in the lock's place", async () => {
    const path = lockIn();
    symlinkSync("nowhere", path);
    await failure(
      withLock(path, { timeoutMs: 120 }, async () => 1),
      "ERR_ARTIFACT_LOCKED",
    );
  });

  test("takes over from another host that has been silent for a minute", async () => {
    const path = lockIn();
    writeFileSync(path, ownToken().replace(/^.{12}/, "0123456789ab"));
    vi.useFakeTimers({ toFake: ["performance"] });
    try {
      let working: Promise<number> = Promise.resolve(0);
      const onWait = new Promise((resolve) => {
        working = withLock(path, { onWait: resolve }, async () => 1);
      });
      await onWait;
      vi.advanceTimersByTime(59_000);
      await new Promise((resolve) => setTimeout(resolve, 150));
      expect(existsSync(path)).toBe(true);
      vi.advanceTimersByTime(2_000);
      expect(await working).toBe(1);
    } finally {
      vi.useRealTimers();
    }
  });

  test("ERR_ARTIFACT_ABORTED: called off before and while it waits; no trace is left", async () => {
    const path = lockIn();
    await failure(
      withLock(path, { signal: AbortSignal.abort() }, async () => 1),
      "ERR_ARTIFACT_ABORTED",
    );
    writeFileSync(path, ownToken());
    await failure(
      withLock(path, { signal: AbortSignal.timeout(50) }, async () => 1),
      "ERR_ARTIFACT_ABORTED",
    );
    expect(readdirSync(join(path, ".."))).toEqual([".name.lock"]);
  });

  test("does not remove a lock that is another's by now", async () => {
    const path = lockIn();
    const other = ownToken();
    await withLock(path, {}, async () => writeFileSync(path, other));
    expect(readFileSync(path, "utf8")).toBe(other);
  });

  test.skipIf(noMount)(`ERR_ARTIFACT_READ_ONLY ${noMount ?? ""}`, async () => {
    await failure(
      withLock(lockIn(tmpfs("ro")), {}, async () => 1),
      "ERR_ARTIFACT_READ_ONLY",
    );
  });
});
