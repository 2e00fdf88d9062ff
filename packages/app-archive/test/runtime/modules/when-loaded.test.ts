import { afterEach, expect, it } from "vitest";
import { whenLoaded } from "../../../src/runtime/modules/when-loaded.js";

const { getBuiltinModule } = process;
afterEach(() => {
  process.getBuiltinModule = getBuiltinModule;
});

it("whenLoaded() does what is due once, however a module is asked for", () => {
  const done: string[] = [];
  const asked = whenLoaded({ os: () => done.push("os"), vm: () => done.push("vm"), net: () => asked("os") });
  asked("fs");
  asked("./os");
  expect(done).toEqual([]);
  asked("net");
  asked("node:os");
  expect(process.getBuiltinModule("node:vm")).toBe(getBuiltinModule("node:vm"));
  asked("vm");
  expect(done).toEqual(["os", "vm"]);
});
