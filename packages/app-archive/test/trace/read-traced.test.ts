import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readTraced } from "../../src/trace/read-traced.js";
import { traceApp } from "../../src/trace/trace-app.js";
import { project } from "../support/project.js";

it("reads a file when it is packed, and not before; its permissions come along", async () => {
  const folder = project({ "app.js": "before" });
  chmodSync(join(folder, "app.js"), 0o755);
  const [file] = readTraced(await traceApp({ entry: "app.js", folder }));
  writeFileSync(join(folder, "app.js"), "after");
  expect(file).toMatchObject({ path: "project/app.js", mode: 0o755 });
  expect(Buffer.from(file?.bytes ?? []).toString()).toBe("after");
});
