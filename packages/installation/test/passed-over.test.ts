import { ReleaseIndexError } from "@nodewright/release-index";
import { SourceError } from "@nodewright/release-source";
import { describe, expect, it } from "vitest";
import { InstallError } from "../src/errors.js";
import { nothingToTake, type PassedOverRecord, toPassedOver, whyPassedOver } from "../src/passed-over.js";
import { sourceOf } from "./support/offers.js";
import { linux, musl } from "./support/targets.js";

const source = sourceOf([], () => Promise.reject(new Error("not asked")));
const held = { ...source, onRequest: "--source unofficial" };
const gone = new SourceError("ERR_SOURCE_UNREACHABLE", "gone", { hint: "look" });
const noBuild = new ReleaseIndexError("ERR_RELEASE_NO_BUILD", "no build", { hint: "take another" });
const unsigned = new InstallError("ERR_INSTALL_UNSIGNED", "unsigned");

describe("whyPassedOver", () => {
  it.each([
    [gone, "no-answer"],
    [new SourceError("ERR_SOURCE_OFFLINE", "x"), "no-answer"],
    [new ReleaseIndexError("ERR_RELEASE_NOT_FOUND", "x"), "no-release"],
    [noBuild, "no-build"],
    [new SourceError("ERR_SOURCE_NO_ASSET", "x"), "no-build"],
    [new InstallError("ERR_INSTALL_DOES_NOT_RUN", "x"), "newer-system"],
    [unsigned, "unsigned"],
    [new SourceError("ERR_SOURCE_SIGNATURE", "x"), undefined],
    [new SourceError("ERR_SOURCE_UNSIGNED", "x"), undefined],
    [new SourceError("ERR_SOURCE_INDEX", "x"), undefined],
    [new ReleaseIndexError("ERR_RELEASE_SPEC", "x"), undefined],
    [new TypeError("a defect"), undefined],
  ])("of %s is %s", (error, why) => {
    expect(whyPassedOver(error, source)).toBe(why);
  });

  it("makes light of the wrong answers of what nobody asked for, not of defects", () => {
    expect(whyPassedOver(new SourceError("ERR_SOURCE_INDEX", "x"), held)).toBe("wrong-answer");
    expect(whyPassedOver(new TypeError("a defect"), held)).toBeUndefined();
    expect(whyPassedOver(new ReleaseIndexError("ERR_RELEASE_SPEC", "x"), held)).toBeUndefined();
  });
});

function record(
  name: string,
  why: PassedOverRecord["why"],
  error: unknown,
  target = linux,
): PassedOverRecord {
  return { source: { ...source, name }, why, error, target };
}

describe("nothingToTake", () => {
  it("is what the unsigned build says, wherever it was", () => {
    const records = [
      record("a", "no-build", noBuild),
      record("b", "unsigned", unsigned),
      record("c", "no-answer", gone),
    ];
    expect(nothingToTake("24", records)).toBe(unsigned);
  });

  it("is the first error of a source that was asked alone", () => {
    const alone = record("a", "no-build", noBuild);
    expect(nothingToTake("24", [alone, { ...alone, target: musl, error: gone }])).toBe(noBuild);
  });

  it("names all sources and targets, and every reason once", () => {
    const records = [
      record("a", "no-build", noBuild),
      record("b", "no-answer", gone),
      record("a", "no-build", noBuild, musl),
    ];
    expect(nothingToTake("24", records)).toMatchObject({
      code: "ERR_INSTALL_NO_SOURCE",
      message: 'no source has Node.js "24" for linux-x64-glibc, linux-x64-musl: a: no build; b: gone',
      hint: "take another",
      cause: { errors: [noBuild, gone, noBuild] },
    });
  });

  it("says that none answers, and hints at others", () => {
    expect(
      nothingToTake("24", [record("a", "no-answer", gone), record("b", "no-answer", gone)]),
    ).toMatchObject({
      message: "no source answers: a: gone; b: gone",
      hint: expect.stringContaining("a mirror's URL or a folder"),
    });
  });
});

it("toPassedOver tells it in plain data", () => {
  expect(toPassedOver(record("a", "no-answer", gone))).toEqual({
    source: "a",
    target: linux,
    why: "no-answer",
    reason: "gone",
  });
});
