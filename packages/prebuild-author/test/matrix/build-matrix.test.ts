import { existsSync } from "node:fs";
import { join } from "node:path";
import { createTarget } from "@nodewright/target-triple";
import { expect, it } from "vitest";
import { buildDemo, host } from "../support/build-demo.js";
import { demoProject } from "../support/demo-project.js";

it("buildMatrix packs what it has loaded, and goes on after a failure", async () => {
  const root = demoProject();
  const rows = await buildDemo(root, [
    createTarget({ os: "darwin", arch: host.os === "darwin" ? "ia32" : "arm64" }),
    host,
  ]);
  expect(rows).toMatchObject([
    { outcome: "failed", error: { code: "ERR_ADDON_TOOLCHAIN" } },
    { outcome: "built", addon: { run: { by: "native", exports: ["answer"] } } },
  ]);
  const [, built] = rows;
  if (built?.outcome !== "built") throw new Error("not built");
  expect(built.packed?.manifest).toMatchObject({
    name: "demo-addon",
    prebuilds: [{ nodeApi: 8, addon: "demo.node", runtime: "node" }],
  });
  expect(existsSync(join(root, "build", "stage"))).toBe(true);
});
