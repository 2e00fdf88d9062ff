import { mkdir, readdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { removeInstall } from "../src/remove-install.js";
import { addInstall } from "./support/receipts.js";
import { scratch } from "./support/scratch.js";

describe("removeInstall", () => {
  it("removes an install and nothing beside it", async () => {
    const root = await scratch({ other: "kept" });
    const prefix = await addInstall(root, "v24.1.0");
    await addInstall(root, "v24.2.0");
    await removeInstall({ prefix });
    expect((await readdir(root)).sort()).toEqual(["other", "v24.2.0-linux-x64-glibc"]);
  });

  it("does not follow links out of it", async () => {
    const root = await scratch();
    const outside = await scratch({ precious: "kept" });
    const prefix = await addInstall(root, "v24.1.0");
    await symlink(outside, join(prefix, "link"));
    await removeInstall({ prefix });
    expect(await readdir(outside)).toEqual(["precious"]);
  });

  it("clears what a removal that was killed left behind", async () => {
    const root = await scratch();
    await mkdir(join(root, ".removed-v22.0.0-linux-x64-glibc-0000"));
    await writeFile(join(root, ".removed-v22.0.0-linux-x64-glibc-0000", "x"), "");
    await mkdir(join(root, ".removed-by-someone-else"));
    await removeInstall({ prefix: await addInstall(root, "v24.1.0") });
    expect(await readdir(root)).toEqual([".removed-by-someone-else"]);
  });

  it("lets two removals at once both end", async () => {
    const root = await scratch();
    const prefixes = [await addInstall(root, "v24.1.0"), await addInstall(root, "v24.2.0")];
    await Promise.all(prefixes.map((prefix) => removeInstall({ prefix })));
    expect(await readdir(root)).toEqual([]);
  });

  it("says that an install cannot be removed", async () => {
    const prefix = join(await scratch(), "v24.1.0-linux-x64-glibc");
    await expect(removeInstall({ prefix })).rejects.toMatchObject({
      code: "ERR_INSTALL_DESTINATION",
      message: `${prefix} cannot be removed: ENOENT`,
    });
  });
});
