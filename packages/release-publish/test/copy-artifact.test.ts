import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { copyArtifact } from "../src/copy-artifact.js";
import { artifact, temporaryFolder } from "./support/fixtures.js";

describe("copyArtifact", () => {
  it("copies the bytes that were announced and no others", async () => {
    const folder = temporaryFolder();
    const { path, sha256, sizeBytes } = artifact(folder, "a", "bytes");
    await copyArtifact(path, join(folder, "to/a"), { sha256, sizeBytes });
    expect(readFileSync(join(folder, "to/a"), "utf8")).toBe("bytes");
    const refused = { code: "ERR_PUBLISH_ARTIFACT" };
    const wrong = { sha256: "0".repeat(64), sizeBytes };
    await expect(copyArtifact(path, join(folder, "b"), wrong)).rejects.toMatchObject(refused);
    await expect(copyArtifact(path, join(folder, "c"), { sha256, sizeBytes: 4 })).rejects.toMatchObject(
      refused,
    );
    await expect(copyArtifact(join(folder, "none"), join(folder, "d"), wrong)).rejects.toMatchObject(refused);
    await expect(copyArtifact(path, join(folder, "to/a"), { sha256, sizeBytes })).rejects.toMatchObject(
      refused,
    );
  });
});
