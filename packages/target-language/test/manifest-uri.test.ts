import { expect, test } from "vitest";
import { manifestUriOf } from "../src/manifest-uri.js";
import { packageJson } from "./support.js";

test.each([
  [{}, undefined],
  [{ binary: {} }, "file:///app/prebuilds.json"],
  [{ binary: { manifest: "./dist/my prebuilds.json" } }, "file:///app/dist/my%20prebuilds.json"],
  [{ binary: { manifest: "../other.json" } }, undefined],
  [{ binary: { manifest: "/etc/passwd" } }, undefined],
  [{ binary: { manifest: "https://example.org/x.json" } }, undefined],
  [{ name: "binary" }, undefined],
])("%j has its manifest at %s", (manifest, uri) => {
  expect(manifestUriOf(packageJson(manifest))).toBe(uri);
});

test("no other document has one", () => {
  expect(manifestUriOf({ uri: "file:///a/x.json", text: '{"binary":{}}' })).toBeUndefined();
  expect(manifestUriOf({ uri: "file:///a/package.json", text: '{"binary"' })).toBeUndefined();
});
