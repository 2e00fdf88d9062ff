import { join } from "node:path";
import { hostTarget } from "@nodewright/target-triple/host";
import { expect, it } from "vitest";
import { namedBase } from "../../src/base/named-base.js";
import { scratch } from "../support/scratch.js";

it("takes a binary's word for what it is", async () => {
  const { target, version, path } = await namedBase(process.execPath);
  expect({ target, version, path }).toEqual({
    target: hostTarget(),
    version: process.version,
    path: process.execPath,
  });
});

it("takes nothing but a Node.js", async () => {
  const text = join(scratch({ node: "#!/bin/sh" }), "node");
  for (const path of [text, "/bin/sh"]) {
    await expect(namedBase(path)).rejects.toMatchObject({ code: "ERR_PACKAGING_BASE" });
  }
});
