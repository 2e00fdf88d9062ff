import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const override = process.env.NODEWRIGHT_CORPUS;
const root = override ?? fileURLToPath(new URL("../../../../shared", import.meta.url));

/** Real indexes and SHASUMS lists, which the repository does not carry. */
export const corpus: {
  readonly isAbsent: boolean;
  readonly read: (path: string) => string;
  readonly path: (path: string) => string;
} = {
  isAbsent: !existsSync(join(root, "data")) && !(process.env.CI === "true" && override !== undefined),
  read: (path) => readFileSync(join(root, "data", path), "utf8"),
  path: (path) => join(root, "data", path),
};

/** Shown in the title of tests that need it. */
export const needsCorpus = "(needs the corpus: set NODEWRIGHT_CORPUS)";
