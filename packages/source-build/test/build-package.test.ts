import { expect, test } from "vitest";
import { buildPackage } from "../src/build-package.js";
import { makeContext, makeScratch } from "./support/build.js";

test("buildPackage runs its steps in order, and standard without any", async () => {
  const scratch = makeScratch();
  for (const name of ["make", "autoreconf"]) scratch.stub(name);
  scratch.write("pkg/configure", "#!/bin/sh\n", 0o755);
  const context = makeContext(scratch, { env: { MAKE_OPTS: "" } });
  const work = { packageName: "node-v1", directory: scratch.path("pkg") };
  await buildPackage(context, work, ["autoconf", "standard_install"]);
  await buildPackage(context, work, []);
  expect(scratch.calls()).toEqual(["autoreconf [-i]", "make [install]", "make", "make [install]"]);
  expect(context.stderr.text).toBe("Installing node-v1...\n".repeat(2));
});

test("buildPackage refuses a step that does not exist", async () => {
  const context = makeContext(makeScratch());
  await expect(buildPackage(context, { packageName: "a", directory: "/" }, ["nope"])).rejects.toEqual(
    expect.objectContaining({ code: "ERR_BUILD_FAILED" }),
  );
});
