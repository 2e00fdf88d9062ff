import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FileSharer } from "../../src/trees/share-file.js";
import { temporaryDirectory } from "../helpers/temporary-directory.js";

test("a shared file is a file of its own, or read-only", () => {
  const [from, to] = pair();
  const method = new FileSharer().share(from, to, 0o755);
  expect(method).not.toBe("copy");
  expect(readFileSync(to, "utf8")).toBe("text");
  const isOne = statSync(from).ino === statSync(to).ino;
  expect(isOne).toBe(method === "hardlink");
  expect(statSync(to).mode & 0o777).toBe(isOne ? 0o555 : 0o755);
});

test("nothing takes the place of what is there", () => {
  const [from, to] = pair();
  writeFileSync(to, "other");
  expect(() => new FileSharer().share(from, to, 0o755)).toThrow("EEXIST");
  expect(readFileSync(to, "utf8")).toBe("other");
  expect(statSync(from).mode & 0o777).toBe(0o755);
});

test.runIf(isOtherDevice("/dev/shm"))("what cannot be shared is left as it was", () => {
  const [from] = pair();
  const to = join("/dev/shm", `share-file-${process.pid}`);
  const sharer = new FileSharer();
  expect(sharer.share(from, to, 0o755)).toBe("copy");
  expect(sharer.method).toBe("copy");
  expect(existsSync(to)).toBe(false);
  expect(statSync(from).mode & 0o777).toBe(0o755);
});

function isOtherDevice(path: string): boolean {
  return existsSync(path) && statSync(path).dev !== statSync(tmpdir()).dev;
}

function pair(): [string, string] {
  const work = temporaryDirectory();
  const from = join(work, "from");
  writeFileSync(from, "text");
  chmodSync(from, 0o755);
  return [from, join(work, "to")];
}
