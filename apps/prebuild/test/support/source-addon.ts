import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryDirectory } from "./addon.js";

const SOURCE = `#include <node_api.h>
static napi_value add(napi_env env, napi_callback_info info) {
  size_t count = 2;
  napi_value args[2], sum;
  double a = 0, b = 0;
  napi_get_cb_info(env, info, &count, args, NULL, NULL);
  napi_get_value_double(env, args[0], &a);
  napi_get_value_double(env, args[1], &b);
  napi_create_double(env, a + b, &sum);
  return sum;
}
NAPI_MODULE_INIT() {
  napi_value function;
  napi_create_function(env, "add", NAPI_AUTO_LENGTH, add, NULL, &function);
  napi_set_named_property(env, exports, "add", function);
  return exports;
}
`;

/** An npm package with an addon in C, as its author has it; nothing is built. */
export function sourceAddon(more: Readonly<Record<string, unknown>> = {}): string {
  const root = temporaryDirectory();
  const manifest = {
    name: "sum-addon",
    version: "1.2.3",
    main: "index.js",
    license: "MIT",
    scripts: { install: "node-pre-gyp install --fallback-to-build" },
    dependencies: { "@mapbox/node-pre-gyp": "^2.0.0" },
    binary: {
      module_name: "sum",
      module_path: "./lib/binding/napi-v{napi_build_version}",
      host: "https://addons.example",
      remote_path: "v{version}",
      package_name: "{module_name}-napi-v{napi_build_version}-{platform}-{arch}-{libc}.tar.gz",
      napi_versions: [8],
      build: { sources: ["src/sum.c"] },
    },
    ...more,
  };
  const files = {
    "package.json": JSON.stringify(manifest),
    "index.js": 'module.exports = require("./native.js");\n',
    "src/sum.c": SOURCE,
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}
