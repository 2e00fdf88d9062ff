import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** A folder that is removed with the test. */
export function tempDir(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "addon-build-test-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const C_SOURCE = `#include <node_api.h>
#include <stdlib.h>
#include <string.h>

static napi_value Repeat(napi_env env, napi_callback_info info) {
  size_t argc = 1, length = 0;
  napi_value argument, result;
  napi_get_cb_info(env, info, &argc, &argument, NULL, NULL);
  napi_get_value_string_utf8(env, argument, NULL, 0, &length);
  char *text = malloc(2 * length + 1);
  napi_get_value_string_utf8(env, argument, text, length + 1, NULL);
  memcpy(text + length, text, length);
  napi_create_string_utf8(env, text, 2 * length, &result);
  free(text);
  return result;
}

NAPI_MODULE_INIT() {
  napi_value repeat;
  napi_create_function(env, "repeat", NAPI_AUTO_LENGTH, Repeat, NULL, &repeat);
  napi_set_named_property(env, exports, "repeat", repeat);
  return exports;
}
`;

export const CXX_SOURCE = `#include <algorithm>
#include <mutex>
#include <napi.h>
#include <string>
#include <vector>

static std::mutex lock;

static Napi::Value Sort(const Napi::CallbackInfo &info) {
  std::lock_guard<std::mutex> guard(lock);
  if (!info[0].IsArray()) throw Napi::TypeError::New(info.Env(), "an array is needed");
  auto array = info[0].As<Napi::Array>();
  std::vector<std::string> words;
  for (uint32_t i = 0; i < array.Length(); i++) words.push_back(array.Get(i).ToString().Utf8Value());
  std::sort(words.begin(), words.end());
  auto sorted = Napi::Array::New(info.Env(), words.size());
  for (uint32_t i = 0; i < words.size(); i++) sorted.Set(i, words[i]);
  return sorted;
}

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("sort", Napi::Function::New(env, Sort));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
`;

const require = createRequire(import.meta.url);

/** An addon's folder with these files, and node-addon-api installed in it. */
export function addonProject(files: Readonly<Record<string, string>>): string {
  const folder = tempDir();
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(
    dirname(require.resolve("node-addon-api/package.json")),
    join(folder, "node_modules", "node-addon-api"),
  );
  for (const [name, text] of Object.entries({ "package.json": "{}", ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}
