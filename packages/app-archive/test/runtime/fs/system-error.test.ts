import { copyFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { systemError } from "../../../src/runtime/fs/system-error.js";

function errorOf(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}

const path = join(tmpdir(), "there is no such file");

it("systemError() is what Node.js throws", () => {
  const own = systemError("ENOENT", { syscall: "stat", path });
  expect(own).toEqual(errorOf(() => statSync(path)));
  expect({ ...own }).toEqual({ ...(errorOf(() => statSync(path)) as object) });
});

it("systemError() has both paths where there are two", () => {
  const dest = join(tmpdir(), "nor this");
  const own = systemError("ENOENT", { syscall: "copyfile", path, dest });
  expect(own).toEqual(errorOf(() => copyFileSync(path, dest)));
});
