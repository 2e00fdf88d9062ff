import { hash } from "node:crypto";
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { extractFile } from "../../../src/runtime/addons/extract-file.js";
import { utf8 } from "../../support/packed.js";
import { inFolder } from "../../support/run-app.js";

const bytes = utf8("library");
const extracted = (path: string, read = (): Uint8Array => bytes): Parameters<typeof extractFile>[0] => ({
  path,
  sha256: hash("sha256", bytes, "hex"),
  read,
});
const never = (): never => {
  throw new Error("it was read again");
};

describe("extractFile()", () => {
  it("writes a file whole, and leaves nothing beside it", async () => {
    await inFolder((folder) => {
      extractFile(extracted(join(folder, "deep", "a.so")));
      expect(readFileSync(join(folder, "deep", "a.so"), "utf8")).toBe("library");
      expect(readdirSync(join(folder, "deep"))).toEqual(["a.so"]);
    });
  });

  it("takes the file that is there, if it is the right one", async () => {
    await inFolder((folder) => {
      extractFile(extracted(join(folder, "a.so")));
      extractFile(extracted(join(folder, "a.so"), never));
      writeFileSync(join(folder, "a.so"), "changed");
      extractFile(extracted(join(folder, "a.so")));
      expect(readFileSync(join(folder, "a.so"), "utf8")).toBe("library");
    });
  });

  it.skipIf(process.platform === "win32")("replaces a link, and does not write where it leads", async () => {
    await inFolder((folder) => {
      writeFileSync(join(folder, "other"), "other");
      symlinkSync("other", join(folder, "a.so"));
      extractFile(extracted(join(folder, "a.so")));
      expect([
        readFileSync(join(folder, "other"), "utf8"),
        readFileSync(join(folder, "a.so"), "utf8"),
      ]).toEqual(["other", "library"]);
    });
  });

  it("leaves nothing when it fails", async () => {
    await inFolder((folder) => {
      expect(() => extractFile(extracted(join(folder, "a.so"), never))).toThrow("it was read again");
      expect(readdirSync(folder)).toEqual([]);
    });
  });
});
