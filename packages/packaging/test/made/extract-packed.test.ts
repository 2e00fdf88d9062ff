import { existsSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { openArchive, writeArchive } from "@nodewright/app-archive";
import { expect, it } from "vitest";
import { extractPacked } from "../../src/made/extract-packed.js";
import { scratch } from "../support/scratch.js";

const bytes = Buffer.from("text");
const options = {
  files: [{ path: "a/b.txt", bytes }],
  entry: "a/b.txt",
  links: [{ path: "c", target: "a/b.txt" }],
};
const packed = (): Buffer => Buffer.concat([...writeArchive({ ...options, compression: "none" }).read()]);

it("writes files and links", async () => {
  const into = join(scratch(), "out");
  expect(await extractPacked(openArchive(packed()), into)).toBe(1);
  expect(readFileSync(join(into, "a/b.txt"), "utf8")).toBe("text");
  expect(readlinkSync(join(into, "c"))).toBe(join("a", "b.txt"));
});

it("writes nothing where a file was changed", async () => {
  const [into, changed] = [join(scratch(), "out"), packed()];
  changed.write("TEXT");
  await expect(extractPacked(openArchive(changed), into)).rejects.toMatchObject({
    code: "ERR_ARCHIVE_DIGEST",
  });
  expect(existsSync(into)).toBe(false);
});
