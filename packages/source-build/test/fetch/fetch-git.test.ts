import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fetchGit } from "../../src/fetch/fetch-git.js";
import { makeContext, makeScratch, type Scratch } from "../support/build.js";

function makeRepository(scratch: Scratch) {
  const git = (...args: string[]) =>
    execFileSync("git", ["-C", scratch.path("origin"), "-c", "user.name=a", "-c", "user.email=a@b", ...args]);
  mkdirSync(scratch.path("origin"));
  git("init", "-q", "-b", "main");
  const commit = (text: string) => {
    scratch.write("origin/file", text);
    git("add", ".");
    git("commit", "-qm", text);
  };
  commit("one");
  return { commit, url: `file://${scratch.path("origin")}` };
}

describe("fetchGit", () => {
  test("clones, and goes on to the newest commit", async () => {
    const scratch = makeScratch();
    const { commit, url } = makeRepository(scratch);
    const context = makeContext(scratch);
    const request = { packageName: "pkg-dev", url, ref: "main" };
    await fetchGit(context, request);
    expect(scratch.read("build/pkg-dev/file")).toBe("one");
    commit("two");
    await fetchGit(context, request);
    expect(scratch.read("build/pkg-dev/file")).toBe("two");
    expect(context.stderr.text).toBe(`Cloning ${url}...\n`.repeat(2));
  });

  test("clones through the cache", async () => {
    const scratch = makeScratch();
    const { commit, url } = makeRepository(scratch);
    mkdirSync(scratch.path("cache"));
    const context = makeContext(scratch, { cacheDirectory: scratch.path("cache") });
    await fetchGit(context, { packageName: "a", url, ref: "main" });
    commit("two");
    await fetchGit(context, { packageName: "b", url, ref: "main" });
    expect([scratch.read("build/a/file"), scratch.read("build/b/file")]).toEqual(["one", "two"]);
    const name = url.replace(/[^A-Za-z0-9.-]+/g, "_");
    expect(existsSync(scratch.path("cache", name, "HEAD"))).toBe(true);
  });

  test("calls git as node-build does", async () => {
    const scratch = makeScratch();
    scratch.stub("git");
    const context = makeContext(scratch);
    const request = { packageName: "pkg", url: "https://a/b.git", ref: "main" };
    await fetchGit(context, request);
    mkdirSync(scratch.path("build/pkg"));
    await fetchGit(context, request);
    expect(scratch.calls()).toEqual([
      "git [clone] [--depth] [1] [--branch] [main] [https://a/b.git] [pkg]",
      "git [fetch] [--depth] [1] [origin] [+main]",
      "git [checkout] [-q] [-B] [main] [origin/main]",
    ]);
  });

  test("a commit that is not there, and no git", async () => {
    const scratch = makeScratch();
    const { url } = makeRepository(scratch);
    await expect(fetchGit(makeContext(scratch), { packageName: "a", url, ref: "none" })).rejects.toEqual(
      expect.objectContaining({ code: "ERR_BUILD_FAILED" }),
    );
    const context = makeContext(scratch, { env: { PATH: scratch.path("bin") } });
    await expect(fetchGit(context, { packageName: "a", url, ref: "main" })).rejects.toEqual(
      expect.objectContaining({ code: "ERR_BUILD_TOOL" }),
    );
    expect(context.stderr.text).toContain("error: please install `git` and try again\n");
  });
});
