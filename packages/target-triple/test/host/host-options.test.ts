import { endianness } from "node:os";
import { expect, test } from "vitest";
import { hostEnvironment } from "../../src/host/host-options.js";

test("hostEnvironment: by default this process on this system", () => {
  const host = hostEnvironment({});
  expect(host).toMatchObject({
    root: "/",
    execPath: process.execPath,
    platform: process.platform,
    arch: process.arch,
    endian: endianness() === "LE" ? "little" : "big",
  });
  expect(host.report?.()?.header).toHaveProperty("nodejsVersion", process.version);
});

test.each([true, false])(
  "hostEnvironment: the report is made without the network, and the setting stays %s",
  (setting) => {
    const report: (NodeJS.ProcessReport & { excludeNetwork?: boolean }) | undefined = process.report;
    if (report === undefined) throw new Error("Node.js without reports");
    report.excludeNetwork = setting;
    hostEnvironment({}).report?.();
    expect(report.excludeNetwork).toBe(setting);
  },
);

test.runIf(process.platform === "linux")("hostEnvironment: ldd itself can be asked", () => {
  expect(hostEnvironment({}).runLdd?.()).toMatch(/libc|musl|^$/i);
});

test("hostEnvironment: on another root nothing of this process counts but what is said", () => {
  const host = hostEnvironment({ root: "/mnt", platform: "linux", machine: "aarch64" });
  expect(host).toMatchObject({ root: "/mnt", platform: "linux", machine: "aarch64", env: {} });
  expect([host.arch, host.endian, host.armVersion, host.report, host.runLdd]).toEqual(
    Array(5).fill(undefined),
  );
});
