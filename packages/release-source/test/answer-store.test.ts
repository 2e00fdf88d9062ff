import { chmod, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createAnswerStore } from "../src/answer-store.js";
import { scratch } from "./support/scratch.js";

const key = "0123456789abcdef";
const bytes = new TextEncoder().encode("an answer");

describe("createAnswerStore", () => {
  it("gives back what was kept, in another run too", async () => {
    const root = join(await scratch(), "not", "yet", "there");
    await createAnswerStore(root).set(key, bytes);
    expect(await createAnswerStore(root).get(key)).toEqual(Buffer.from(bytes));
    expect(await readdir(join(root, "01"))).toEqual([key]);
  });

  it("replaces an answer", async () => {
    const store = createAnswerStore(await scratch());
    await store.set(key, new Uint8Array([1]));
    await store.set(key, new Uint8Array([2]));
    expect(await store.get(key)).toEqual(Buffer.from([2]));
  });

  it("has no answer to what was not kept", async () => {
    expect(await createAnswerStore(await scratch()).get(key)).toBeUndefined();
  });

  it("is as good as empty where its folder is none", async () => {
    const file = join(await scratch(), "file");
    await writeFile(file, "");
    const store = createAnswerStore(file);
    await store.set(key, bytes);
    expect(await store.get(key)).toBeUndefined();
  });

  it.skipIf(process.getuid?.() === 0)(
    "is as good as empty where it must not be read or written",
    async () => {
      const root = await scratch({ [`01/${key}`]: "kept" });
      await chmod(root, 0o000);
      const store = createAnswerStore(root);
      await store.set(key, bytes);
      expect(await store.get(key)).toBeUndefined();
      await chmod(root, 0o700);
    },
  );
});
