import { existsSync, readdirSync, readlinkSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { copyProject } from "../src/copy-project.js";
import { addonProject } from "./support/addon-project.js";

test("copyProject takes sources, links dependencies, leaves builds behind", async () => {
  const from = addonProject({
    "binding.gyp": "{}",
    "src/a.cc": "",
    "src/build/kept.h": "",
    "build/Release/old.node": "",
    "build-tmp-napi-v3/old.o": "",
    "prebuilds/linux-x64/old.node": "",
    ".git/HEAD": "",
  });
  const to = join(from, "build", "copy");
  await copyProject(from, to);
  expect(readdirSync(to).sort()).toEqual(["binding.gyp", "node_modules", "package.json", "src"]);
  expect(existsSync(join(to, "src/build/kept.h"))).toBe(true);
  expect(realpathSync(readlinkSync(join(to, "node_modules")))).toBe(join(from, "node_modules"));
  await copyProject(from, to);
  expect(existsSync(join(to, "binding.gyp"))).toBe(true);
});
