import { describe, expect, it } from "vitest";
import { lockOffer } from "../src/lock-offer.js";
import { archive, offerOf, packages, partOf, windows } from "./samples.js";

describe("lockOffer", () => {
  it("keeps the archive of a dist tree, without credentials of its URL", () => {
    const urls = ["https://me:s3cret@nodejs.org/dist/v24.1.0/node-v24.1.0-linux-x64.tar.gz?token=t"] as const;
    expect(lockOffer(offerOf({ parts: [partOf({ origin: { urls } })] }))).toEqual({
      source: { kind: "dist", name: "https://nodejs.org/dist" },
      files: [archive],
    });
  });

  it("keeps the packages of a registry, with their strongest digest", () => {
    const [node, npm] = packages;
    const toPart = (file: typeof node, into: string) =>
      partOf({
        fileName: file.name,
        origin: { urls: [file.url], headers: { authorization: "Bearer t" } },
        into,
        digests: [
          { algorithm: "sha1", digest: "da39a3ee5e6b4b0d3255bfef95601890afd80709" },
          { algorithm: "sha512", digest: `${file.digest} sha512-other` },
        ],
        evidence: [],
      });
    const source = { kind: "npm", name: "npm registry https://registry.npmjs.org/" } as const;
    const parts = [toPart(node, ""), toPart(npm, "node_modules/npm")] as const;
    expect(lockOffer(offerOf({ source, target: windows, parts }))).toEqual({ source, files: packages });
  });

  it.each([
    [offerOf({ source: { kind: "directory", name: "/mirror" } }), /\/mirror is a folder of this machine/],
    [offerOf({ parts: [partOf({ origin: { path: "/x.tar.gz" } })] }), /is a file of this machine/],
    [offerOf({ parts: [partOf({ digests: [{ algorithm: "sha1", digest: "00" }] })] }), /no strong digest/],
  ])("refuses what others could not fetch or check (%#)", (offer, message) => {
    expect(() => lockOffer(offer)).toThrow(
      expect.objectContaining({ code: "ERR_LOCK_SOURCE", message: expect.stringMatching(message) }),
    );
  });
});
