import { afterEach, expect, it } from "vitest";
import { runWorker } from "../../../src/runtime/threads/run-worker.js";
import { volumeOf } from "../../support/volume.js";

const { argv } = process;
afterEach(() => {
  process.argv = argv;
});

it("runWorker() leaves code its globals, and takes them from files", () => {
  const volume = volumeOf({ "a.js": "" });
  process.argv = [...argv];
  Object.assign(globalThis, { __filename: "[worker eval]" });
  runWorker(volume, { isCode: true });
  expect(globalThis).toHaveProperty("__filename");
  runWorker(volume, { url: "data:text/javascript,0" });
  expect(globalThis).not.toHaveProperty("__filename");
  expect(process.argv[1]).toBe("data:text/javascript,0");
});
