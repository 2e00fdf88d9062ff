import { expect, it } from "vitest";
import { readVersion4 } from "../src/read-version-4.js";

it("goes on behind version 4", () => {
  expect(readVersion4(Uint8Array.of(4, 9), "OpenPGP key").uint8()).toBe(9);
});

it.each([
  [[3], "ERR_GPG_UNSUPPORTED", "OpenPGP key has version 3; only version 4 is supported"],
  [[6], "ERR_GPG_UNSUPPORTED", "OpenPGP key has version 6; only version 4 is supported"],
  [[], "ERR_GPG_MALFORMED", expect.any(String)],
])("refuses %j", (bytes, code, message) => {
  expect(() => readVersion4(Uint8Array.from(bytes), "OpenPGP key")).toThrow(
    expect.objectContaining({ code, message }),
  );
});
