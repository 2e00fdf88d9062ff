import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { findPublic, listPublic, type PublicFolder } from "../src/public-file.js";
import { temporaryFolder } from "./support/farms.js";

/** `public/channel` leads into `tree`, as a release tree's links do; `public/keys` leads out. */
function makePlace(): PublicFolder & { readonly root: string } {
  const root = temporaryFolder();
  for (const name of ["public/own", "tree/files", "tree-of-another", "keys"])
    mkdirSync(join(root, name), { recursive: true });
  writeFileSync(join(root, "tree/files/a.txt"), "a");
  writeFileSync(join(root, "keys/private"), "secret");
  writeFileSync(join(root, "public/.aside"), "half");
  symlinkSync("../tree/files", join(root, "public/channel"));
  symlinkSync("../keys", join(root, "public/keys"));
  symlinkSync("../../keys/private", join(root, "public/own/private"));
  symlinkSync("../tree-of-another", join(root, "public/another"));
  symlinkSync("nowhere", join(root, "public/broken"));
  return { root, folder: join(root, "public"), linked: [join(root, "tree")] };
}

it("follows links to where they may lead", async () => {
  const place = makePlace();
  const found = await findPublic(place, ["channel", "a.txt"]);
  expect([found?.name, found?.path, found?.stats.size]).toEqual([
    "a.txt",
    join(place.root, "tree/files/a.txt"),
    1,
  ]);
});

it.each([
  [["keys"]],
  [["keys", "private"]],
  [["own", "private"]],
  [["another"]],
  [["broken"]],
  [["none"]],
  [[".."]],
  [["..", "keys", "private"]],
  [["../keys/private"]],
  [["..\\keys"]],
  [["own", "", "x"]],
  [[".aside"]],
  [["own\0"]],
])("does not give %j", async (segments) => {
  expect(await findPublic(makePlace(), segments)).toBeUndefined();
});

it("lists what it would give", async () => {
  const place = makePlace();
  expect((await listPublic(place, [])).map(({ name }) => name)).toEqual(["channel", "own"]);
  expect(await listPublic(place, ["own"])).toEqual([]);
  expect(await listPublic(place, ["keys"])).toEqual([]);
});
