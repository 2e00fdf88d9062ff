import { expect, it } from "vitest";
import { ownPrebuild } from "../../src/addons/own-prebuild.js";
import { tracedPackages } from "../../src/addons/traced-packages.js";
import { sourcesOf } from "../support/registry.js";
import { linuxArm, place, tracedSerialport } from "../support/serialport.js";

const node = { target: linuxArm, version: "v24.21.0" };

it("takes what a package has for the target in its own folder", async () => {
  const [addon] = tracedPackages(await tracedSerialport());
  if (addon === undefined) throw new Error("the addon is not installed");
  const found = await ownPrebuild(addon, node, await sourcesOf({}));
  expect(found).toMatchObject({
    files: [{ path: `${place}/prebuilds/linux-arm64/@serialport+bindings-cpp.armv8.glibc.node` }],
  });
});
