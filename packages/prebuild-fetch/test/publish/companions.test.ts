import { expect, it } from "vitest";
import { isCompanion, sha256Of } from "../../src/publish/companions.js";

it("isCompanion(): of a tarball that is there", () => {
  const keys = new Set(["a.tar.gz", "a.tar.gz.json", "a.tar.gz.json.asc", "b.json"]);
  expect([...keys].filter((key) => isCompanion(key, keys))).toEqual(["a.tar.gz.json", "a.tar.gz.json.asc"]);
});

it("sha256Of(): in hex", async () => {
  const chunks = (async function* () {
    yield Buffer.from("a");
    yield Buffer.from("bc");
  })();
  expect(await sha256Of(chunks)).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});
