import { describe, expect, it } from "vitest";
import { readModuleVersion } from "../../src/config/module-version.js";

describe("readModuleVersion", () => {
  it("takes a version apart", () => {
    expect(readModuleVersion("0.1.0-release1.release2+build1.build2")).toEqual({
      version: "0.1.0-release1.release2",
      major: 0,
      minor: 1,
      patch: 0,
      prerelease: "release1.release2",
      build: "build1.build2",
    });
  });

  it("drops the v", () => {
    expect(readModuleVersion("v1.2.3")?.version).toBe("1.2.3");
  });

  it.each(["", "1.2", "1.2.3.4", "01.2.3", "1.2.3-", "1.2.3-01", "latest", "9".repeat(300)])(
    "does not read %j",
    (text) => {
      expect(readModuleVersion(text)).toBeUndefined();
    },
  );
});
