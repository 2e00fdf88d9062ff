import { createTarget } from "@nodewright/target-triple";
import { expect, test } from "vitest";
import { defaultRoot, defaultStoreRoot, installFolder } from "../src/install-root.js";

const home = "/home/u";

test("installs and what they share lie side by side, where nobody says otherwise", () => {
  const user = { env: {}, platform: "linux", home };
  expect(defaultRoot(user)).toBe("/home/u/.local/share/nodewright/node");
  expect(defaultStoreRoot(user)).toBe("/home/u/.local/share/nodewright/store");
  const env = { NODEWRIGHT_DIR: "/n", NODEWRIGHT_STORE_DIR: "/s" };
  expect(defaultRoot({ ...user, env })).toBe("/n");
  expect(defaultStoreRoot({ ...user, env })).toBe("/s");
});

test("a user without a home has to name a folder for installs, and keeps nothing", () => {
  const user = { env: {}, platform: "linux", home: undefined };
  expect(() => defaultRoot(user)).toThrow(
    expect.objectContaining({ code: "ERR_INSTALL_DESTINATION", hint: expect.stringContaining("--dir") }),
  );
  expect(defaultStoreRoot(user)).toBeUndefined();
  expect(defaultRoot({ ...user, env: { NODEWRIGHT_DIR: "/n" } })).toBe("/n");
});

test("installFolder() names version and target", () => {
  const target = createTarget({ os: "linux", arch: "arm", armVersion: 6, libc: "musl" });
  expect(installFolder("v24.21.0", target)).toBe("v24.21.0-linux-armv6-musl");
});
