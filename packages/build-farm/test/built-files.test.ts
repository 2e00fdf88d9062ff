import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createDirectoryStore } from "@nodewright/artifact-store/object-store";
import { describe, expect, it } from "vitest";
import { artifactKey, fetchFiles, storeFile } from "../src/built-files.js";
import { temporaryFolder } from "./support/farms.js";

describe("storeFile, fetchFiles", () => {
  it("passes a file on by its bytes, as often as it is done again", async () => {
    const folder = temporaryFolder();
    const store = createDirectoryStore(join(folder, "store"));
    const path = join(folder, "a");
    writeFileSync(path, "bytes");
    const sha256 = createHash("sha256").update("bytes").digest("hex");
    const file = await storeFile(store, path, { fileName: "a.tar.gz", sha256 });
    expect(file).toEqual({ fileName: "a.tar.gz", sha256, sizeBytes: 5 });
    expect(await storeFile(store, path, { fileName: "a.tar.gz", sha256 })).toEqual(file);
    const [fetched] = await fetchFiles(store, [file], join(folder, "to"));
    expect(readFileSync(fetched?.path ?? "", "utf8")).toBe("bytes");
    const other = { ...file, sha256: "0".repeat(64) };
    await expect(storeFile(store, path, other)).rejects.toMatchObject({ code: "ERR_ARTIFACT_DIGEST" });
    rmSync(join(folder, "store", artifactKey(file)));
    await expect(fetchFiles(store, [file], folder)).rejects.toMatchObject({ code: "ERR_FARM_ARTIFACT" });
  });
});
