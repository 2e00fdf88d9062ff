import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";

const bin = fileURLToPath(new URL("../bin/nodewright.js", import.meta.url));

const SOURCE = `#include <node_api.h>
NAPI_MODULE_INIT() {
  napi_value answer;
  napi_create_uint32(env, 42, &answer);
  napi_set_named_property(env, exports, "answer", answer);
  return exports;
}
`;

const MANIFEST = {
  name: "answer",
  version: "1.0.0",
  main: "index.js",
  binary: {
    module_name: "answer",
    host: "https://addons.example",
    remote_path: "v{version}",
    package_name: "{module_name}-napi-v{napi_build_version}-{platform}-{arch}-{libc}.tar.gz",
    module_path: "./lib/napi-v{napi_build_version}",
    napi_versions: [8],
    build: { sources: ["answer.c"] },
  },
};

function temporaryDirectory(): string {
  const folder = mkdtempSync(join(tmpdir(), "nodewright-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

it("nodewright prebuild builds, publishes into a folder, copies to another version, and emits", {
  timeout: 300_000,
}, async () => {
  const [cwd, HOME] = [temporaryDirectory(), temporaryDirectory()];
  writeFileSync(join(cwd, "package.json"), JSON.stringify(MANIFEST));
  writeFileSync(join(cwd, "answer.c"), SOURCE);
  mkdirSync(join(cwd, "public"));
  const { PATH = "" } = process.env;
  const prebuild = (...words: string[]): Promise<{ code: number; out: string }> =>
    new Promise((resolve) => {
      const options = { cwd, env: { PATH, HOME } };
      execFile(process.execPath, [bin, "prebuild", ...words], options, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code), out: stdout + stderr }),
      );
    });
  const build = await prebuild("build", "--toolchain", "system", "--glibc", "2.39");
  expect(build).toMatchObject({ code: 0, out: expect.stringContaining("1 run, 0 inspected only, 0 failed") });
  const published = await prebuild("publish", "--to", "public", "--json");
  expect(published.code, published.out).toBe(0);
  const copied = await prebuild("copy", "1.0.0", "1.0.1", "--in", "public");
  expect(copied, copied.out).toMatchObject({
    code: 0,
    out: expect.stringContaining("v1.0.1/answer-napi-v8-"),
  });
  expect(await prebuild("emit")).toMatchObject({
    code: 0,
    out: expect.stringContaining("npm publish ./npm/answer\n"),
  });
  expect(existsSync(join(cwd, "npm/answer/native.js"))).toBe(true);
  expect(await prebuild("migrate", "--check")).toMatchObject({
    code: 0,
    out: expect.stringContaining("nothing breaks"),
  });
});
