import { chmodSync, lstatSync, mkdirSync, readdirSync, readlinkSync, statSync, symlinkSync } from "node:fs";
import { expect, test } from "vitest";
import { copyTree } from "../src/copy-tree.js";
import { makeScratch } from "./support/build.js";

test("copies files with their modes, directories and links, into what is there", async () => {
  const scratch = makeScratch();
  scratch.write("from/bin/tool", "new", 0o755);
  scratch.write("from/.hidden", "dot");
  mkdirSync(scratch.path("from/empty"));
  symlinkSync("../missing", scratch.path("from/bin/link"));
  scratch.write("to/bin/tool", "old", 0o444);
  scratch.write("to/bin/other", "kept");
  symlinkSync("elsewhere", scratch.path("to/bin/link"));
  await copyTree(scratch.path("from"), scratch.path("to"));
  expect(scratch.read("to/bin/tool")).toBe("new");
  expect(statSync(scratch.path("to/bin/tool")).mode & 0o777).toBe(0o755);
  expect(readdirSync(scratch.path("to/bin")).sort()).toEqual(["link", "other", "tool"]);
  expect(readlinkSync(scratch.path("to/bin/link"))).toBe("../missing");
  expect(scratch.read("to/.hidden")).toBe("dot");
  expect(lstatSync(scratch.path("to/empty")).isDirectory()).toBe(true);
});

test("never writes through a link that is in the way", async () => {
  const scratch = makeScratch();
  scratch.write("from/file", "new");
  scratch.write("outside", "untouched");
  mkdirSync(scratch.path("to"));
  symlinkSync(scratch.path("outside"), scratch.path("to/file"));
  await copyTree(scratch.path("from"), scratch.path("to"));
  expect(scratch.read("outside")).toBe("untouched");
  expect(lstatSync(scratch.path("to/file")).isFile()).toBe(true);
});

test("fills a directory that is read-only at its source", async () => {
  const scratch = makeScratch();
  scratch.write("from/dir/file", "x");
  chmodSync(scratch.path("from/dir"), 0o555);
  await copyTree(scratch.path("from"), scratch.path("to"));
  chmodSync(scratch.path("from/dir"), 0o755);
  expect(scratch.read("to/dir/file")).toBe("x");
});
