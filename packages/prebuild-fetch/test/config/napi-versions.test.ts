import { expect, it } from "vitest";
import { bestNapiVersion, declaredNapiVersions, usableNapiVersions } from "../../src/config/napi-versions.js";
import { addonManifest } from "../support/addon.js";

const manifest = addonManifest({ napi_versions: [3, 6, 3, 12] });

it("takes each level once", () => {
  expect(declaredNapiVersions(manifest)).toEqual([3, 6, 12]);
  expect(declaredNapiVersions(addonManifest())).toBeUndefined();
  expect(declaredNapiVersions(addonManifest({ napi_versions: [] }))).toBeUndefined();
});

it("keeps those that the runtime has", () => {
  expect(usableNapiVersions(manifest, { napi: 10 })).toEqual([3, 6]);
  expect(usableNapiVersions(manifest, { napi: 10, latestOnly: true })).toEqual([6]);
  expect(usableNapiVersions(manifest, { napi: 2 })).toBeUndefined();
  expect(usableNapiVersions(manifest, { napi: null })).toBeUndefined();
});

it("chooses the highest of them", () => {
  expect(bestNapiVersion(manifest, { napi: 10 })).toBe(6);
  expect(bestNapiVersion(manifest, { napi: 2 })).toBeUndefined();
});
