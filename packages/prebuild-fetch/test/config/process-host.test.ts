import { expect, it } from "vitest";
import { addonHost } from "../../src/index.js";

it("describes this process", () => {
  const host = addonHost(process);
  expect(host.versions).toBe(process.versions);
  expect(host.target()).toMatchObject({ os: process.platform, arch: process.arch });
  expect(host.libc()).toBe(process.platform === "linux" ? host.target()?.libc : undefined);
});

it("asks nothing of the libc off Linux", () => {
  expect(addonHost({ platform: "darwin", arch: "arm64", versions: process.versions }).libc()).toBeUndefined();
});
