import { describe, expect, it } from "vitest";
import { freeBytes } from "../src/free-space.js";

describe("freeBytes", () => {
  it("is what this user can write", async () => {
    expect(await freeBytes(".")).toBeGreaterThan(0);
    await expect(freeBytes("/no/such/folder")).rejects.toMatchObject({ code: "ENOENT" });
  });
});
