import { expect, it } from "vitest";
import { appContent } from "../src/app-content.js";
import { openArchive } from "../src/archive/open-archive.js";
import { writeArchive } from "../src/archive/write-archive.js";

it("appContent() is one script that needs nothing but Node.js, and the archive", async () => {
  const archive = writeArchive({ files: [{ path: "a.js", bytes: new Uint8Array([49]) }], entry: "a.js" });
  const { main, assets } = await appContent(archive);
  const names = [...new TextDecoder().decode(main).matchAll(/require\(["']([^"']+)["']\)/g)].map(
    ([, name]) => name,
  );
  expect(names.length).toBeGreaterThan(3);
  expect(names.filter((name) => !name?.startsWith("node:"))).toEqual([]);
  const [asset, runtime] = assets.values();
  expect(asset).toBe(archive);
  expect(runtime).toEqual(main);
  expect(openArchive(Buffer.concat([...archive.read()])).entry).toBe("a.js");
});
