import { expect, it } from "vitest";
import { containerArguments, containerName } from "../../src/runners/container-arguments.js";

const run = {
  lease: "7",
  phase: "build",
  command: ["/recipe/build.sh"],
  env: { VERSION: "v24.1.0" },
  cwd: "/work",
  mounts: [
    { from: "/jobs/7/recipe", to: "/recipe", writable: false },
    { from: "/jobs/7/work", to: "/work", writable: true },
  ],
  network: false,
  base: { kind: "image" as const, id: "sha256:ab" },
  limits: { memoryMiB: 512, cpus: 8, pids: 100, wallSeconds: 1, silenceSeconds: 1 },
};
const settings = {
  engine: "podman" as const,
  image: "sha256:ab",
  toolchain: undefined,
  user: { uid: 1000, gid: 1000 },
  isRootless: false,
  processors: 2,
};

it("isolates: no network, read-only root, no capabilities, limits", () => {
  const args = containerArguments(run, settings).join(" ");
  for (const part of [
    "--network none",
    "--read-only",
    "--cap-drop ALL",
    "--security-opt no-new-privileges",
    "--memory 512m --memory-swap 512m",
    "--cpus 2 --pids-limit 100",
    "--user 1000:1000",
    "--pull=never",
    "--label nodewright.lease=7 --label nodewright.phase=build",
    "--volume /jobs/7/recipe:/recipe:ro",
    "--volume /jobs/7/work:/work:rw",
  ]) {
    expect(args).toContain(part);
  }
  expect(args.endsWith("sha256:ab /recipe/build.sh")).toBe(true);
});

it("gives a network and a writable root only where they are asked for", () => {
  const args = containerArguments({ ...run, network: true, writableRoot: true }, settings).join(" ");
  expect(args).not.toMatch(/--network|--read-only|--user/);
  expect(args).toContain("--cap-drop ALL");
});

it("leaves to docker what only podman knows, and keeps the caller's id where podman has no root", () => {
  expect(containerArguments(run, { ...settings, engine: "docker" }).join(" ")).not.toMatch(
    /k8s-file|keep-id/,
  );
  expect(containerArguments(run, { ...settings, isRootless: true }).join(" ")).toContain("--userns keep-id");
});

it("mounts this machine's tools where the base has none", () => {
  const toolchain = { paths: ["/usr"], links: [] };
  expect(containerArguments(run, { ...settings, toolchain }).join(" ")).toContain("--volume /usr:/usr:ro");
});

it("containerName has lease and phase", () => {
  expect(containerName(run)).toBe("nodewright-7-build");
});
