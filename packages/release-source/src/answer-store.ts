import { mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { writeFileAtomic } from "@nodewright/artifact-store";
import type { AnswerStore } from "./file-reader.js";

/**
 * Answers as files in a folder. A folder that cannot be read or written is as good as an empty one: what is kept
 * here only saves requests.
 */
export function createAnswerStore(root: string): AnswerStore {
  const pathOf = (key: string): string => join(root, key.slice(0, 2), key);
  return {
    get: (key) => readFile(pathOf(key)).catch(() => undefined),
    set: async (key, bytes) => {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true })
        .then(() => writeFileAtomic(path, bytes))
        .catch(() => undefined);
    },
  };
}
