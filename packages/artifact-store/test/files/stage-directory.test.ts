import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { ownToken } from "../../src/files/process-identity.js";
import { stageDirectory } from "../../src/files/stage-directory.js";
import { child } from "../helpers/child.js";
import { failure } from "../helpers/errors.js";
import { temporaryDirectory } from "../helpers/temporary-directory.js";
import { noMount, tmpfs } from "../helpers/tmpfs.js";

const fill =
  (content: string) =>
  async (stage: string): Promise<void> => {
    writeFileSync(join(stage, "file"), content);
  };
const content = (path: string): string => readFileSync(join(path, "file"), "utf8");

describe("stageDirectory", () => {
  test("puts the whole directory in place by one step and leaves nothing beside it", async () => {
    const root = temporaryDirectory();
    const target = join(root, "a/b/prefix");
    const result = await stageDirectory(target, async (stage) => {
      expect(dirname(stage)).toBe(dirname(target));
      expect(readdirSync(stage)).toEqual([]);
      writeFileSync(join(stage, "file"), "new");
      expect(existsSync(target)).toBe(false);
      return 7;
    });
    expect(result).toBe(7);
    expect(readdirSync(join(root, "a/b"))).toEqual(["prefix"]);
    expect(content(target)).toBe("new");
  });

  test("takes a relative path, and one with a slash at its end", async () => {
    const root = temporaryDirectory();
    await stageDirectory(`${root}/prefix/`, fill("new"));
    expect(readdirSync(root)).toEqual(["prefix"]);
  });

  test("flushes everything to the disk where that is asked for", async () => {
    const target = join(temporaryDirectory(), "prefix");
    await stageDirectory(target, fill("new"), { durable: true });
    expect(content(target)).toBe("new");
  });

  test("leaves nothing behind when the work fails, not even the parents it made", async () => {
    const root = temporaryDirectory();
    const failing = stageDirectory(join(root, "a/b/prefix"), async (stage) => {
      mkdirSync(join(stage, "some/more"), { recursive: true });
      throw new RangeError("no luck");
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(readdirSync(root)).toEqual([]);
  });

  test("keeps parents that were there or are in use", async () => {
    const root = temporaryDirectory();
    mkdirSync(join(root, "a"));
    const failing = stageDirectory(join(root, "a/b/c/prefix"), async () => {
      writeFileSync(join(root, "a/b/other"), "");
      throw new Error("no luck");
    });
    await expect(failing).rejects.toThrow("no luck");
    expect(readdirSync(join(root, "a"))).toEqual(["b"]);
    expect(readdirSync(join(root, "a/b"))).toEqual(["other"]);
  });

  test.each([
    ["a directory", (path: string) => mkdirSync(path)],
    ["a file", (path: string) => writeFileSync(path, "")],
    ["a link to nowhere", (path: string) => symlinkSync("nowhere", path)],
  ])("ERR_ARTIFACT_EXISTS: %s stands there; the work is not begun", async (_, make) => {
    const root = temporaryDirectory();
    make(join(root, "prefix"));
    const work = (): Promise<void> => Promise.reject(new Error("begun"));
    await failure(stageDirectory(join(root, "prefix"), work), "ERR_ARTIFACT_EXISTS");
    expect(readdirSync(root)).toEqual(["prefix"]);
  });

  test("ERR_ARTIFACT_EXISTS: something was put there meanwhile, and stays", async () => {
    const target = join(temporaryDirectory(), "prefix");
    const staging = stageDirectory(target, async () => {
      mkdirSync(target);
      writeFileSync(join(target, "file"), "other");
    });
    await failure(staging, "ERR_ARTIFACT_EXISTS");
    expect(content(target)).toBe("other");
    expect(readdirSync(dirname(target))).toEqual(["prefix"]);
  });

  test("replaces a directory, a file and a link, whole or not at all", async () => {
    const root = temporaryDirectory();
    const target = join(root, "prefix");
    await stageDirectory(target, fill("first"));
    await expect(
      stageDirectory(target, () => Promise.reject(new Error("no")), { replace: true }),
    ).rejects.toThrow("no");
    expect(content(target)).toBe("first");
    await stageDirectory(target, fill("second"), { replace: true });
    expect(content(target)).toBe("second");
    symlinkSync("prefix", join(root, "link"));
    await stageDirectory(join(root, "link"), fill("third"), { replace: true });
    expect(content(target)).toBe("second");
    expect(content(join(root, "link"))).toBe("third");
    writeFileSync(join(root, "plain"), "");
    await stageDirectory(join(root, "plain"), fill("fourth"), { replace: true });
    expect(readdirSync(root).sort()).toEqual(["link", "plain", "prefix"]);
  });

  test("takes a replacement back when its last step fails", async () => {
    const target = join(temporaryDirectory(), "prefix");
    await stageDirectory(target, fill("first"));
    const staging = stageDirectory(
      target,
      async (stage) => {
        // The stage is no longer there when it is to take its place.
        renameSync(stage, `${stage}-gone`);
      },
      { replace: true },
    );
    await failure(staging, "ERR_ARTIFACT_NOT_FOUND");
    expect(content(target)).toBe("first");
  });

  test("ERR_ARTIFACT_ABORTED: before, and after work that did not look; nothing is left", async () => {
    const root = temporaryDirectory();
    await failure(
      stageDirectory(join(root, "a"), fill(""), { signal: AbortSignal.abort() }),
      "ERR_ARTIFACT_ABORTED",
    );
    const controller = new AbortController();
    const staging = stageDirectory(
      join(root, "x/a"),
      async (stage) => {
        writeFileSync(join(stage, "file"), "");
        controller.abort(new Error("SIGINT"));
      },
      { signal: controller.signal },
    );
    expect((await failure(staging, "ERR_ARTIFACT_ABORTED")).cause).toMatchObject({ message: "SIGINT" });
    expect(readdirSync(root)).toEqual([]);
  });

  test("two at once in one process: the second waits, then sees what is there", async () => {
    const target = join(temporaryDirectory(), "prefix");
    const slow = async (stage: string): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 60));
      writeFileSync(join(stage, "file"), "winner");
    };
    const outcomes = await Promise.allSettled([stageDirectory(target, slow), stageDirectory(target, slow)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "ERR_ARTIFACT_EXISTS" },
    });
    expect(content(target)).toBe("winner");
    expect(readdirSync(dirname(target))).toEqual(["prefix"]);
  });

  test("two processes at once: one makes it, the other waits for it and is told so", async () => {
    const root = temporaryDirectory();
    const go = join(temporaryDirectory(), "go");
    const code = `
      await store.stageDirectory(args[0] + "/prefix", async (stage) => {
        report("working");
        while (!fs.existsSync(args[1])) await new Promise((resolve) => setTimeout(resolve, 20));
        fs.writeFileSync(stage + "/file", String(process.pid));
      }, { onWait: ({ pid }) => report("waiting for " + pid) });
      report("done");`;
    const first = child(code, root, go);
    await first.printed("working");
    const second = child(code, root, go);
    await second.printed(`waiting for ${first.process.pid}`);
    writeFileSync(go, "");
    expect((await second.output).trim().split("\n")).toEqual([
      `waiting for ${first.process.pid}`,
      "ERR_ARTIFACT_EXISTS",
    ]);
    expect(await first.output).toBe("working\ndone\n");
    expect(content(join(root, "prefix"))).toBe(String(first.process.pid));
    expect(readdirSync(root)).toEqual(["prefix"]);
  });

  test("ERR_ARTIFACT_LOCKED: the other process takes too long", async () => {
    const root = temporaryDirectory();
    const holder = child(
      `await store.stageDirectory(args[0] + "/prefix", async () => { report("working"); await new Promise((r) => setTimeout(r, 60000)); });`,
      root,
    );
    await holder.printed("working");
    const staging = stageDirectory(join(root, "prefix"), fill(""), { lockTimeoutMs: 100 });
    expect((await failure(staging, "ERR_ARTIFACT_LOCKED")).message).toContain(String(holder.process.pid));
  });

  test("after SIGKILL in the middle the next one clears up and succeeds", async () => {
    const root = temporaryDirectory();
    const killed = child(
      `await store.stageDirectory(args[0] + "/prefix", async (stage) => {
        fs.mkdirSync(stage + "/half"); fs.writeFileSync(stage + "/half/made", "x"); report("working");
        await new Promise((resolve) => setTimeout(resolve, 60000)); });`,
      root,
    );
    await killed.printed("working");
    killed.process.kill("SIGKILL");
    await killed.exit;
    expect(readdirSync(root).length).toBeGreaterThan(1);
    expect(existsSync(join(root, "prefix"))).toBe(false);
    await stageDirectory(join(root, "prefix"), fill("new"), { lockTimeoutMs: 2000 });
    expect(readdirSync(root)).toEqual(["prefix"]);
    expect(content(join(root, "prefix"))).toBe("new");
  });

  test("takes back a replacement that a killed process did not finish", async () => {
    const root = temporaryDirectory();
    const target = join(root, "prefix");
    await stageDirectory(target, fill("first"));
    renameSync(target, join(root, `.prefix.${ownToken()}.old`));
    await failure(stageDirectory(target, fill("second")), "ERR_ARTIFACT_EXISTS");
    expect(content(target)).toBe("first");
    expect(readdirSync(root)).toEqual(["prefix"]);
  });

  test("clears away what a killed process had replaced, and only what is its own", async () => {
    const root = temporaryDirectory();
    const target = join(root, "prefix");
    const kept = [
      "prefix.old",
      ".prefix.stage",
      ".prefix.notes.old",
      ".prefixes.old",
      `.prefix2.${ownToken()}.stage`,
    ];
    for (const name of [...kept, `.prefix.${ownToken()}.old`, `.prefix.${ownToken()}.stage`, "prefix"]) {
      mkdirSync(join(root, name));
    }
    await stageDirectory(target, fill("new"), { replace: true });
    expect(readdirSync(root).sort()).toEqual([...kept, basename(target)].sort());
  });

  test.skipIf(noMount)(`ERR_ARTIFACT_DISK_FULL, from the work's own writes ${noMount ?? ""}`, async () => {
    const disk = tmpfs("size=256k");
    const staging = stageDirectory(join(disk, "a/prefix"), fill("x".repeat(1_000_000)));
    await failure(staging, "ERR_ARTIFACT_DISK_FULL");
    expect(readdirSync(disk)).toEqual([]);
  });

  test.skipIf(noMount)(`ERR_ARTIFACT_DISK_FULL, for lack of inodes ${noMount ?? ""}`, async () => {
    const disk = tmpfs("size=1m,nr_inodes=2");
    await failure(stageDirectory(join(disk, "prefix"), fill("x")), "ERR_ARTIFACT_DISK_FULL");
    expect(readdirSync(disk)).toEqual([]);
  });

  test.skipIf(noMount)(`ERR_ARTIFACT_READ_ONLY ${noMount ?? ""}`, async () => {
    const disk = tmpfs("ro");
    await failure(stageDirectory(join(disk, "prefix"), fill("")), "ERR_ARTIFACT_READ_ONLY");
    await failure(stageDirectory(join(disk, "a/prefix"), fill("")), "ERR_ARTIFACT_READ_ONLY");
  });

  test("ERR_ARTIFACT_PERMISSION: a directory of someone else", async () => {
    const root = temporaryDirectory();
    chmodSync(root, 0o755);
    mkdirSync(join(root, "locked"), { mode: 0o555 });
    chmodSync(join(root, "locked"), 0o555);
    const code = `
      if (process.getuid() === 0) { process.setgid(65534); process.setuid(65534); }
      await store.stageDirectory(args[0] + "/locked/prefix", async () => {});`;
    expect(await child(code, root).output).toBe("ERR_ARTIFACT_PERMISSION\n");
    expect(readdirSync(join(root, "locked"))).toEqual([]);
  });

  test("ERR_ARTIFACT_LIMIT: a name too long for the file system", async () => {
    await failure(
      stageDirectory(join(temporaryDirectory(), "x".repeat(250)), fill("")),
      "ERR_ARTIFACT_LIMIT",
    );
  });
});
