import { existsSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { graal, jxcoreNpm, ldflagsDirectories } from "../../src/steps/directories.js";
import { makeContext, makeScratch } from "../support/build.js";

test("ldflagsDirectories makes what LDFLAGS names, in both spellings", async () => {
  const scratch = makeScratch();
  const env = { LDFLAGS: `-L${scratch.path("a/lib")} -lz -L ${scratch.path("b")}` };
  await ldflagsDirectories(makeContext(scratch, { env }), {
    packageName: "node-v1",
    directory: scratch.root,
  });
  expect(existsSync(scratch.path("a/lib"))).toBe(true);
  expect(existsSync(scratch.path("b"))).toBe(true);
});

test("graal flattens a bundle and drops the demos", async () => {
  const scratch = makeScratch();
  for (const file of [
    "Contents/Home/bin/node",
    "Contents/Info.plist",
    "demo/x",
    "sample/x",
    "src/x",
    "lib/y",
  ]) {
    scratch.write(`prefix/${file}`, "");
  }
  await graal(makeContext(scratch), { packageName: "graal", directory: scratch.root });
  expect(readdirSync(scratch.path("prefix")).sort()).toEqual(["bin", "lib"]);
});

test("jxcoreNpm puts npm where jx looks for it", async () => {
  const scratch = makeScratch();
  scratch.write("pkg/bin/npm-cli.js", "npm");
  scratch.write("prefix/bin/jx", "#!/bin/sh\necho v 0.3.0.7\n", 0o755);
  await jxcoreNpm(makeContext(scratch), { packageName: "jxcore-npm", directory: scratch.path("pkg") });
  expect(scratch.read("prefix/libexec/.jx/npm/bin/npm-cli.js")).toBe("npm");
  expect(scratch.read("prefix/libexec/.jx/v 0.3.0.7")).toBe("1\n");
  expect(JSON.parse(scratch.read("prefix/bin/jx.config"))).toEqual({
    npmjxPath: scratch.path("prefix/libexec"),
  });
});

test("jxcoreNpm without jx fails", async () => {
  const scratch = makeScratch();
  scratch.write("pkg/file", "");
  await expect(
    jxcoreNpm(makeContext(scratch), { packageName: "jxcore-npm", directory: scratch.path("pkg") }),
  ).rejects.toEqual(expect.objectContaining({ code: "ERR_BUILD_FAILED" }));
});
