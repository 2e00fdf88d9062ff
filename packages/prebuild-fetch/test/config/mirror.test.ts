import { expect, it } from "vitest";
import { readMirror } from "../../src/config/mirror.js";

it.each([
  ["bcrypt_lib", "npm_config_bcrypt_lib_binary_host_mirror"],
  ["canvas-prebuilt", "npm_config_canvas_prebuilt_binary_host_mirror"],
  ["a-b-c", "npm_config_a_b-c_binary_host_mirror"],
  ["a-b-c", "npm_config_a_b_c_binary_host_mirror"],
  ["MyAddon", "npm_config_MyAddon_binary_host_mirror"],
  ["MyAddon", "npm_config_myaddon_binary_host_mirror"],
  ["my-addon", "MY_ADDON_BINARY_HOST_MIRROR"],
])("the mirror of %s is read from %s", (name, variable) => {
  expect(readMirror(name, { [variable]: "http://127.0.0.1/" })).toBe("http://127.0.0.1/");
});

it("an empty variable is none", () => {
  expect(readMirror("x", { npm_config_x_binary_host_mirror: "" })).toBeUndefined();
});
