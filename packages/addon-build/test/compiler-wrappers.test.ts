import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { writeCompilerWrappers } from "../src/compiler-wrappers.js";
import { tempDir } from "./support/addon-project.js";

it.skipIf(process.platform === "win32")(
  "writeCompilerWrappers passes every argument on as it is",
  async () => {
    const echo = [
      process.execPath,
      "-p",
      "JSON.stringify(process.argv.slice(1))",
      "--",
      "-target",
      "it's",
    ] as const;
    const folder = join(tempDir(), "with space");
    const { CC, CXX, LINK, AR } = await writeCompilerWrappers(
      { cc: echo, cxx: undefined, ar: ["true"] },
      folder,
    );
    const { stdout } = spawnSync(CC, ['-DX="a b"', "$HOME"], { encoding: "utf8" });
    expect(JSON.parse(stdout)).toEqual(["-target", "it's", '-DX="a b"', "$HOME"]);
    expect(CXX).toBe(LINK);
    expect(spawnSync(AR).status).toBe(0);
  },
);
