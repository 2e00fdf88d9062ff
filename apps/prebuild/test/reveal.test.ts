import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";

const bin = fileURLToPath(new URL("../bin/node-pre-gyp.js", import.meta.url));

it("the command line goes before the environment", () => {
  const cwd = mkdtempSync(join(tmpdir(), "prebuild-"));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  const binary = { module_name: "x", module_path: "./lib", host: "https://addons.example" };
  writeFileSync(
    join(cwd, "package.json"),
    JSON.stringify({ name: "x", version: "1.0.0", main: "x.js", binary }),
  );
  const env = { ...process.env, npm_config_target_arch: "ia32", npm_config_target_libc: "musl" };
  const reveal = (...words: string[]): string =>
    execFileSync(process.execPath, [bin, "reveal", ...words], { cwd, env, encoding: "utf8", stdio: "pipe" });
  expect(reveal("arch", "--target_arch=arm64")).toBe("arm64\n");
  expect(reveal("libc")).toBe("musl\n");
});

it("a target that nobody knows is told with its reason", () => {
  const cwd = mkdtempSync(join(tmpdir(), "prebuild-"));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  const napi = {
    module_path: "./lib/{napi_build_version}",
    remote_path: "{napi_build_version}",
    napi_versions: [8],
  };
  const binary = { module_name: "x", host: "https://addons.example", ...napi };
  const manifest = { name: "x", version: "1.0.0", main: "x.js", binary };
  writeFileSync(join(cwd, "package.json"), JSON.stringify(manifest));
  const { status, stderr } = spawnSync(process.execPath, [bin, "reveal", "--target=24.0.0-rc.1"], { cwd });
  expect(status).toBe(1);
  expect(String(stderr)).toMatch(/^\[error\] Unsupported target version: 24\.0\.0-rc\.1\n\[error\] hint ./);
});

it("--help names commands and options", () => {
  const { status, stdout } = spawnSync(process.execPath, [bin, "--help"], { cwd: tmpdir() });
  expect(status).toBe(0);
  expect(String(stdout)).toContain("    - install - ");
  expect(String(stdout)).toContain("    --fallback-to-build - ");
});
