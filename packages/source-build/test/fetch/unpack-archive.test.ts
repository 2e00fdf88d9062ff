import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, renameSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { unpackArchive } from "../../src/fetch/unpack-archive.js";
import { makeContext, makeScratch, makeTarball } from "../support/build.js";

const FAILED = expect.objectContaining({ code: "ERR_BUILD_FAILED" });

describe("unpackArchive", () => {
  test.each(["pkg-1.0", "another"])("leaves a directory of the package's name: %s", async (packageName) => {
    const scratch = makeScratch();
    const context = makeContext(scratch);
    renameSync(makeTarball(scratch, "pkg-1.0", { file: "text" }).path, scratch.path("build/a.tar.gz"));
    await unpackArchive(context, { packageName, fileName: "a.tar.gz" });
    expect(scratch.read(`build/${packageName}/file`)).toBe("text");
    expect(readdirSync(scratch.path("build")).sort()).toEqual(["a.tar.gz", packageName].sort());
  });

  test("goes over what an earlier build left", async () => {
    const scratch = makeScratch();
    const context = makeContext(scratch);
    scratch.write("build/pkg-1.0/file", "old");
    scratch.write("build/pkg-1.0/object.o", "built");
    renameSync(makeTarball(scratch, "pkg-1.0", { file: "new" }).path, scratch.path("build/a.tar.gz"));
    await unpackArchive(context, { packageName: "pkg-1.0", fileName: "a.tar.gz" });
    expect(scratch.read("build/pkg-1.0/file")).toBe("new");
    expect(scratch.read("build/pkg-1.0/object.o")).toBe("built");
  });

  test("calls tar for .tar.bz2", async () => {
    const scratch = makeScratch();
    scratch.stub("tar", "mkdir from-bzip2");
    scratch.write("build/a.tar.bz2", "BZh");
    await unpackArchive(makeContext(scratch), { packageName: "pkg", fileName: "a.tar.bz2" });
    expect(scratch.calls()).toEqual([`tar [xjf] [${scratch.path("build/a.tar.bz2")}]`]);
    expect(existsSync(scratch.path("build/pkg"))).toBe(true);
  });

  test("what is no archive, and what holds no directory", async () => {
    const scratch = makeScratch();
    const context = makeContext(scratch);
    scratch.write("build/a.tar.gz", "<html>");
    await expect(unpackArchive(context, { packageName: "pkg", fileName: "a.tar.gz" })).rejects.toEqual(
      FAILED,
    );
    expect(context.logText()).not.toBe("");
    scratch.write("lonely", "x");
    execFileSync("tar", ["czf", scratch.path("build/b.tar.gz"), "-C", scratch.root, "lonely"]);
    await expect(unpackArchive(context, { packageName: "pkg", fileName: "b.tar.gz" })).rejects.toEqual(
      FAILED,
    );
    expect(readdirSync(scratch.path("build")).sort()).toEqual(["a.tar.gz", "b.tar.gz", "lonely"]);
  });

  test("nothing leaves the build directory", async () => {
    const scratch = makeScratch();
    const context = makeContext(scratch);
    scratch.write("evil", "x");
    execFileSync("tar", [
      "czPf",
      scratch.path("build/a.tar.gz"),
      "--transform",
      "s,^,../,",
      "-C",
      scratch.root,
      "evil",
    ]);
    await expect(unpackArchive(context, { packageName: "pkg", fileName: "a.tar.gz" })).rejects.toEqual(
      FAILED,
    );
  });
});
