import { describe, expect, it } from "vitest";
import { parseAnswer, toManifest, toPackument } from "../../src/npm/registry-answers.js";
import { manifest } from "../support/registry.js";

const refusal = (message: RegExp): unknown =>
  expect.objectContaining({
    code: "ERR_SOURCE_REGISTRY",
    message: expect.stringMatching(message),
    hint: expect.stringContaining("npm config get registry"),
  });

describe("parseAnswer", () => {
  it("reads JSON", () => {
    expect(parseAnswer(Buffer.from('{"a":1}'), "https://r/x")).toEqual({ a: 1 });
  });

  it.each(["", "<html>", '{"a":'])("refuses %j, credentials left out", (text) => {
    expect(() => parseAnswer(Buffer.from(text), "https://me:secret@r/x")).toThrow(
      refusal(/^https:\/\/\*\*\*@r\/x did not answer JSON$/),
    );
  });
});

describe("toManifest", () => {
  it("takes a version's description, and passes over what it does not know", () => {
    const answer = { ...manifest("npm", "11.0.0"), scripts: {}, os: "linux" };
    expect(toManifest(answer, "npm", "11.0.0")).toMatchObject({ name: "npm", version: "11.0.0" });
  });

  it.each<[unknown, RegExp]>([
    [null, /npm@11\.0\.0 is not understood/],
    [[], /is not understood/],
    [{}, /is not understood: name/],
    [{ ...manifest("npm", "11.0.0"), dist: undefined }, /dist/],
    [manifest("npm", "11.0.0", { tarball: 5 }), /dist\.tarball/],
    [manifest("npm", "11.0.0", { integrity: ["sha512-x"] }), /dist\.integrity/],
    [manifest("npm", "11.0.0", { signatures: [{ keyid: "x" }] }), /dist\.signatures\.0\.sig/],
    [manifest("npm", "11.0.1"), /the registry answered npm@11\.0\.1 for npm@11\.0\.0/],
    [manifest("evil", "11.0.0"), /the registry answered evil@11\.0\.0 for npm@11\.0\.0/],
    [manifest("npm\u001b[2J", "11.0.0\n"), /answered npm\\u\{1b\}\[2J@11\.0\.0\\u\{a\} for/],
  ])("refuses %j", (answer, message) => {
    expect(() => toManifest(answer, "npm", "11.0.0")).toThrow(refusal(message));
  });
});

describe("toPackument", () => {
  it("takes the list of versions, with times or without", () => {
    const versions = { "1.0.0": {} };
    expect(toPackument({ versions, time: { "1.0.0": "2026-01-01T00:00:00Z" } }, "npm")).toMatchObject({
      versions,
    });
    expect(toPackument({ versions }, "npm").time).toBeUndefined();
  });

  it.each([null, "x", {}, { versions: [] }, { versions: {}, time: "now" }])("refuses %j", (answer) => {
    expect(() => toPackument(answer, "npm")).toThrow(refusal(/answer for npm is not understood/));
  });
});
