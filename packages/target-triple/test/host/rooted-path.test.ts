import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { rootedPath } from "../../src/host/rooted-path.js";
import { removeRoots, simulateRoot } from "./simulated-root.js";

afterAll(removeRoots);
const root = simulateRoot({});
mkdirSync(join(root, "usr/bin"), { recursive: true });
writeFileSync(join(root, "usr/bin/dash"), "");
symlinkSync("usr/bin", join(root, "bin"));
symlinkSync("dash", join(root, "usr/bin/sh"));
symlinkSync("/usr/bin/dash", join(root, "usr/bin/absolute"));
symlinkSync("../../../../../../etc/passwd", join(root, "usr/bin/climber"));
symlinkSync("/loop", join(root, "loop"));

test.each([
  ["/usr/bin/dash", "usr/bin/dash"],
  ["/bin/sh", "usr/bin/dash"],
  ["/bin/absolute", "usr/bin/dash"],
  ["/usr/bin/climber", "etc/passwd"],
  ["/../../etc/passwd", "etc/passwd"],
  ["/bin/missing", "usr/bin/missing"],
])("rootedPath follows %s to %s, inside of the root", (path, real) => {
  expect(rootedPath(root, path)).toBe(join(root, real));
});

test("rootedPath gives up on a loop, inside of the root", () => {
  expect(rootedPath(root, "/loop")).toBe(join(root, "loop"));
});

test("rootedPath leaves the real root to the kernel", () => {
  expect(rootedPath("/", "/bin/../etc/x")).toBe("/bin/../etc/x");
});
