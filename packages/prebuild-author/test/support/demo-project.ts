import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

export function tempDir(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "prebuild-author-test-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const C_SOURCE = `#include <node_api.h>
NAPI_MODULE_INIT() {
  napi_value answer;
  napi_create_uint32(env, 42, &answer);
  napi_set_named_property(env, exports, "answer", answer);
  return exports;
}
`;

interface Binary {
  readonly module_name: string;
  readonly module_path: string;
  readonly package_name: string;
  readonly napi_versions: readonly number[];
  readonly build: { readonly sources: readonly string[] };
}

export const BINARY: Binary = {
  module_name: "demo",
  module_path: "./lib/binding/napi-v{napi_build_version}",
  package_name: "{module_name}-v{version}-napi-v{napi_build_version}-{platform}-{arch}-{libc}.tar.gz",
  napi_versions: [8],
  build: { sources: ["src/demo.c"] },
};

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly main: string;
  readonly license: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly binary: Binary;
}

export const MANIFEST: Manifest = {
  name: "demo-addon",
  version: "1.2.3",
  main: "index.js",
  license: "MIT",
  scripts: { install: "node-pre-gyp install --fallback-to-build", test: "node test.js" },
  dependencies: { "@mapbox/node-pre-gyp": "^2.0.0" },
  binary: BINARY,
};

/** An addon's folder as an author has it. */
export function demoProject(
  manifest: object = MANIFEST,
  files: Readonly<Record<string, string>> = {},
): string {
  const root = tempDir();
  const all = {
    "package.json": JSON.stringify(manifest),
    "index.js": 'module.exports = require("./native.js");\n',
    "src/demo.c": C_SOURCE,
    ...files,
  };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}
