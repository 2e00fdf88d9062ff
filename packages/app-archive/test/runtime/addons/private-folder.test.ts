import { chmodSync, existsSync, mkdirSync, rmdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { privateFolder, temporaryFolder } from "../../../src/runtime/addons/private-folder.js";
import { inFolder } from "../../support/run-app.js";

describe.skipIf(process.platform === "win32")(
  "privateFolder() (skipped on Windows, which has no modes)",
  () => {
    it("is the user's alone, also when it was not", async () => {
      await inFolder((folder) => {
        const path = join(folder, "a", "b");
        expect(privateFolder(path)).toBe(path);
        expect(statSync(path).mode & 0o777).toBe(0o700);
        chmodSync(path, 0o777);
        expect(privateFolder(path)).toBe(path);
        expect(statSync(path).mode & 0o777).toBe(0o700);
      });
    });

    it("refuses links, files, and what cannot be made", async () => {
      await inFolder((folder) => {
        mkdirSync(join(folder, "real"));
        symlinkSync("real", join(folder, "link"));
        writeFileSync(join(folder, "file"), "");
        expect(["link", "file", "file/below"].map((path) => privateFolder(join(folder, path)))).toEqual([
          undefined,
          undefined,
          undefined,
        ]);
      });
    });
  },
);

it("temporaryFolder() is another one each time", () => {
  const [a, b] = [temporaryFolder(), temporaryFolder()];
  expect(a).not.toBe(b);
  expect(existsSync(a)).toBe(true);
  for (const folder of [a, b]) rmdirSync(folder);
});
