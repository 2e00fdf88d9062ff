import { describe, expect, it } from "vitest";
import { createLockedSource, isLockedFor } from "../src/locked-source.js";
import { archive, linux, lockOf, mac, packages, windows } from "./samples.js";

const options = {
  lock: lockOf(),
  places: { dist: ["https://nodejs.org/dist"], registry: "https://registry.npmjs.org/" },
  headersFor: (url: string) => ({ for: url }),
};

describe("createLockedSource", () => {
  it("has one release, and pins its archive", async () => {
    const source = createLockedSource({ ...options, target: linux });
    const { rows, origin } = await source.loadIndex(linux);
    expect(origin).toBe("nodewright.lock");
    expect(rows).toMatchObject([{ version: "v24.1.0", lts: "Krypton", npm: "11.1.0", date: "2026-09-07" }]);
    const [row] = rows;
    if (row === undefined) throw new TypeError("no row");
    expect(await source.offer(row, linux)).toMatchObject({
      source: { kind: "dist", name: "https://nodejs.org/dist" },
      parts: [
        {
          fileName: archive.name,
          origin: { urls: [archive.url] },
          digests: [{ algorithm: "sha256", digest: archive.digest }],
          evidence: [
            { kind: "lockfile", digest: archive.digest, vouched: [expect.stringContaining("sha256")] },
          ],
        },
      ],
      steps: [],
    });
  });

  it("makes a prefix of npm's packages, with the credentials of today", async () => {
    const source = createLockedSource({ ...options, target: windows });
    const [row] = (await source.loadIndex(windows)).rows;
    if (row === undefined) throw new TypeError("no row");
    const { parts, steps } = await source.offer(row, windows);
    expect(parts).toMatchObject([
      { into: "", omit: ["package.json"], digests: [{ algorithm: "sha512", digest: packages[0].digest }] },
      { into: "node_modules/npm", origin: { headers: { for: packages[1].url } } },
    ]);
    expect(steps[0]).toEqual({ do: "move", from: "bin/node.exe", to: "node.exe" });
  });

  it("says what it has where a target is not locked", () => {
    expect([isLockedFor(lockOf(), linux), isLockedFor(lockOf(), mac)]).toEqual([true, false]);
    expect(() => createLockedSource({ ...options, target: mac })).toThrow(
      expect.objectContaining({
        code: "ERR_LOCK_TARGET",
        hint: "add it: nodewright lock --target darwin-arm64",
      }),
    );
  });
});
