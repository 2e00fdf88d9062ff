import { expect, it } from "vitest";
import { hostImage } from "../../src/runners/host-image.js";
import { lacks } from "../support/runners.js";

const podman = { command: "podman", env: { PATH: process.env.PATH }, cwd: "/" } as const;

it.skipIf(lacks.podman)("the same links give the same image (skipped without podman)", async () => {
  const links = [{ path: "/bin", to: "usr/bin" }];
  const id = await hostImage(podman, links);
  expect(id).toMatch(/^(sha256:)?[0-9a-f]{64}$/);
  expect(await hostImage(podman, links)).toBe(id);
});
