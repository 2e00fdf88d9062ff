import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** Which release a version word meant when the sources were last asked. */
export interface KnownWords {
  /** Undefined when nobody was asked, or too long ago. */
  version(key: string): Promise<string | undefined>;
  learn(key: string, version: string): Promise<void>;
}

interface Answer {
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly askedAt: number;
}

/** @param maxAgeMs how long an answer is good */
export function openWords(
  file: string,
  { maxAgeMs, now }: { readonly maxAgeMs: number; readonly now: Date },
): KnownWords {
  const read = async (): Promise<Record<string, Answer>> => {
    try {
      return Object(JSON.parse(await readFile(file, "utf8")));
    } catch {
      return {};
    }
  };
  return {
    async version(key) {
      const { version, askedAt } = (await read())[key] ?? {};
      const age = now.getTime() - Number(askedAt);
      return age >= 0 && age < maxAgeMs && typeof version === "string" ? version : undefined;
    },
    async learn(key, version) {
      const answers = { ...(await read()), [key]: { version, askedAt: now.getTime() } };
      await mkdir(dirname(file), { recursive: true });
      const temporary = `${file}.${randomBytes(6).toString("hex")}.tmp`;
      await writeFile(temporary, JSON.stringify(answers));
      await rename(temporary, file);
    },
  };
}
