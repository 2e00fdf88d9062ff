import { expect, it } from "vitest";
import { resolvedDependencies } from "../src/provenance.js";
import type { BuildRecord } from "../src/run-recipe.js";

const record: BuildRecord = {
  recipe: { name: "musl", digest: "ab" },
  version: "v24.1.0",
  target: "linux-x64-musl",
  source: { name: "node-v24.1.0.tar.xz", sha256: "11" },
  runner: { name: "podman", version: "podman 5" },
  base: { kind: "image", id: "sha256:22" },
  pinned: {
    kind: "image",
    image: "docker.io/library/alpine:3.23",
    digest: "sha256:33",
    tools: [
      { name: "rust", version: "1", url: "https://a.example/rust.tar.xz", sha256: "44" },
      { name: "tools", version: "1", url: "https://a.example/tools", commit: "55" },
    ],
  },
  limits: { memoryMiB: 1, cpus: 1, pids: 1, wallSeconds: 1, silenceSeconds: 1 },
  startedAt: "2026-11-21T00:00:00.000Z",
  endedAt: "2026-11-21T00:00:00.000Z",
  phases: [],
  outputs: [],
};
const SOURCE = "https://nodejs.org/download/release/v24.1.0/node-v24.1.0.tar.xz";

it("names the source, the image, what that was made of, and its tools", () => {
  expect(resolvedDependencies(record, SOURCE)).toEqual([
    { uri: SOURCE, sha256: "11" },
    { uri: "oci://musl", sha256: "22" },
    { uri: "oci://docker.io/library/alpine:3.23", sha256: "33" },
    { uri: "https://a.example/rust.tar.xz", sha256: "44" },
  ]);
});

it("names the source alone where the machine's tools were used", () => {
  const onHost: BuildRecord = { ...record, base: { kind: "host" }, pinned: { kind: "host", needs: [] } };
  expect(resolvedDependencies(onHost, SOURCE)).toEqual([{ uri: SOURCE, sha256: "11" }]);
});
