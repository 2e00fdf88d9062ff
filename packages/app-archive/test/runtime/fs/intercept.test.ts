import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { answer, type Functions, intercept, pathOf, replace } from "../../../src/runtime/fs/intercept.js";
import { volumeOf } from "../../support/volume.js";

const volume = volumeOf({ "a.txt": "" });
volume.mount("/snapshot/out", "/opt/out");
const operation = (path: string, ...rest: readonly unknown[]): unknown => ["ours", path, ...rest];
const original = (...args: readonly unknown[]): unknown => ["system", ...args];

describe("intercept()", () => {
  it.each([
    ["/snapshot/a.txt", ["ours", "/snapshot/a.txt", 1]],
    [pathToFileURL("/snapshot/a.txt"), ["ours", "/snapshot/a.txt", 1]],
    [Buffer.from("/snapshot/none"), ["ours", "/snapshot/none", 1]],
    ["/etc/passwd", ["system", "/etc/passwd", 1]],
    ["/snapshot/out/b.txt", ["system", "/opt/out/b.txt", 1]],
    [7, ["system", 7, 1]],
  ])("sends a call for %s where it belongs", (path, expected) => {
    const functions: Functions = { read: original };
    intercept(volume, { functions, name: "read", style: "sync" }, operation);
    expect(functions.read?.(path, 1)).toEqual(expected);
  });

  it("answers by callback and as a promise", async () => {
    const functions: Functions = { call: original, promise: original };
    intercept(volume, { functions, name: "call", style: "callback" }, operation);
    intercept(volume, { functions, name: "promise", style: "promise" }, operation);
    const called = new Promise((resolve) =>
      functions.call?.("/snapshot/a.txt", (_error: unknown, value: unknown) => resolve(value)),
    );
    expect(await called).toEqual(["ours", "/snapshot/a.txt"]);
    expect(await functions.promise?.("/snapshot/a.txt")).toEqual(["ours", "/snapshot/a.txt"]);
  });

  it("looks at the paths that it is told of", () => {
    const functions: Functions = { copy: original };
    intercept(volume, { functions, name: "copy", style: "sync", at: [1] }, operation);
    expect(functions.copy?.("/snapshot/a.txt", "/tmp/b")).toEqual(["system", "/snapshot/a.txt", "/tmp/b"]);
    expect(functions.copy?.("/tmp/a", "/snapshot/b")).toEqual(["ours", "/tmp/a", "/snapshot/b"]);
  });
});

it("replace() keeps what hangs on a function, and its name", () => {
  const functions: Functions = { read: Object.assign(function read() {}, { native: 1 }) };
  replace(functions, "read", () => () => 2);
  replace(functions, "none", () => () => 2);
  expect([functions.read?.(), functions.read?.name, Object(functions.read).native]).toEqual([2, "read", 1]);
  expect(functions.none).toBeUndefined();
});

it("answer() calls back later, with an error or a value", async () => {
  const calls: unknown[] = [];
  answer(
    (...args) => calls.push(args),
    () => 1,
  );
  answer(
    (...args) => calls.push(args),
    () => undefined,
  );
  answer(
    (...args) => calls.push(args),
    () => {
      throw new Error("no");
    },
  );
  expect(calls).toEqual([]);
  await new Promise(setImmediate);
  expect(calls).toEqual([[null, 1], [null], [new Error("no")]]);
});

it("pathOf() knows what is a path", () => {
  const given = ["/a", new URL("file:///a%20b"), Buffer.from("/a"), new URL("http://a/"), 7, undefined];
  expect(given.map(pathOf)).toEqual(["/a", "/a b", "/a", undefined, undefined, undefined]);
});
