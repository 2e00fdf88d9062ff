import { writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { verifyMachOSignature } from "../../src/inject/verify-signature.js";
import { makeOf } from "../support/made.js";
import { machNode } from "../support/node-like.js";

const content = { main: new Uint8Array(40_000).fill(5), codePath: "a.js" };
const linkData = Uint8Array.from({ length: 13_000 }, (_, i) => i % 251);

describe("verifyMachOSignature()", () => {
  it("finds every page of what was made right, and each change to one", async () => {
    await using made = await makeOf(machNode({ linkData }), { content, identifier: "org.example.app" });
    const signature = await verifyMachOSignature(made.path);
    expect(signature).toMatchObject({
      identifier: "org.example.app",
      isAdHoc: true,
      isAtEnd: true,
      badPages: [],
    });
    expect(signature?.pageCount).toBeGreaterThan(13);
    for (const page of [0, 5, (signature?.pageCount ?? 0) - 1]) {
      const changed = made.bytes.slice();
      const at = page * 4096 + 3000 * Number(page > 0 && page < 10) + 12 * Number(page === 0);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await writeFile(made.path, changed);
      const found = await verifyMachOSignature(made.path).catch(() => ({ badPages: [page] }));
      expect(found?.badPages).toEqual([page]);
    }
  });

  it("tells whose signature it is, as the file says", async () => {
    await using made = await makeOf(machNode({ linkData }), { content });
    await writeFile(made.path, machNode({ signature: "certified" }));
    expect(await verifyMachOSignature(made.path)).toMatchObject({
      identifier: "program",
      isAdHoc: false,
      badPages: [],
    });
    await writeFile(made.path, machNode());
    expect(await verifyMachOSignature(made.path)).toBeUndefined();
    await writeFile(made.path, "text");
    await expect(verifyMachOSignature(made.path)).rejects.toMatchObject({
      code: "ERR_EXECUTABLE_UNKNOWN_FORMAT",
    });
  });
});
