import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { writeFileAtomic } from "@nodewright/artifact-store";

/** Small answers kept between runs by key; whoever reads one back proves it again. */
export interface AnswerStore {
  get(key: string): Promise<Uint8Array | undefined>;
  set(key: string, bytes: Uint8Array): Promise<void>;
}

/**
 * Answers as files in a folder. A folder that cannot be read or written is as good as an empty one: what is kept
 * here only saves requests.
 * @param root made when the first answer is kept; keys are names of files in it, such as hex digests
 */
export function createAnswerStore(root: string): AnswerStore {
  const pathOf = (key: string): string => join(root, key.slice(0, 2), key);
  return {
    get: (key) => readFile(pathOf(key)).catch(() => undefined),
    set: (key, bytes) => writeFileAtomic(pathOf(key), bytes).catch(() => undefined),
  };
}
