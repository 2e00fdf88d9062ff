import { describe, expect, test } from "vitest";
import { PrebuildError } from "../src/errors.js";
import { archives } from "./bad-inputs/archives.js";
import type { BadInput } from "./bad-inputs/bad-input.js";
import { configs } from "./bad-inputs/configs.js";
import { environments } from "./bad-inputs/environments.js";
import { servers } from "./bad-inputs/servers.js";
import { listing } from "./support/install.js";
import { temporaryDirectory } from "./support/temporary-directory.js";

const areas: Readonly<Record<string, readonly BadInput[]>> = { configs, archives, servers, environments };

test("there are 60 bad inputs and more", () => {
  expect(Object.values(areas).flat().length).toBeGreaterThanOrEqual(60);
});

describe.each(Object.entries(areas))("%s", (_, inputs) => {
  test.each(inputs.map((input) => [input.title, input] as const))("%s", async (_title, input) => {
    const root = temporaryDirectory();
    // Twice: what failed does not become "already installed".
    for (const _round of [1, 2]) {
      const error = await input.attempt(root).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(PrebuildError);
      if (!(error instanceof PrebuildError)) throw error;
      expect([error.code, error.message]).toEqual([input.code, expect.stringContaining(input.says)]);
      expect(error.hint ?? "").toContain(input.hint);
      expect(error.hint === undefined, "no next step").toBe(input.code === "ERR_PREBUILD_ABORTED");
      expect(listing(root)).toEqual([]);
    }
  });
});
