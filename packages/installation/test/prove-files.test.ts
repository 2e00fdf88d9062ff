import { createHash } from "node:crypto";
import type { FileProof } from "@nodewright/release-source";
import { describe, expect, it } from "vitest";
import { proveFiles } from "../src/prove-files.js";
import { scratch } from "./support/scratch.js";

function proof(content: string): FileProof {
  const sha256 = createHash("sha256").update(content).digest("hex");
  const evidence = { kind: "unsigned-shasums", fileName: "win-x64/node.exe", sha256, origin: "x" } as const;
  return { path: "node.exe", sha256, evidence };
}

describe("proveFiles", () => {
  it("is content with the files that were signed, and with none", async () => {
    const prefix = await scratch({ "node.exe": "right" });
    await proveFiles(prefix, [proof("right")]);
    await proveFiles(prefix, []);
  });

  it("refuses another file", async () => {
    const prefix = await scratch({ "node.exe": "wrong" });
    await expect(proveFiles(prefix, [proof("right")])).rejects.toMatchObject({
      code: "ERR_INSTALL_DIGEST",
      message: expect.stringMatching(
        /^node\.exe is not the file that the signed list names: sha256 [0-9a-f]{64}, signed [0-9a-f]{64}$/,
      ),
    });
  });

  it("says that a file is not there", async () => {
    await expect(proveFiles(await scratch(), [proof("right")])).rejects.toMatchObject({
      code: "ERR_INSTALL_INCOMPLETE",
    });
  });
});
