import { expect, test } from "vitest";
import { readDefinition } from "../../src/documents/definition.js";

test("the platforms of binaries, in YAML and in JSON", () => {
  const yaml =
    "kind: install\nbinaries:\n  - platform: linux-x64\n    url: a\n  - { platform: darwin-x64, url: b }\n";
  const json = '{"kind": "install", "binaries": [{"platform": "linux-x64"}, {"platform": "darwin-x64"}]}';
  for (const text of [yaml, json]) {
    const spots = readDefinition(text);
    expect(spots.map(({ text: word }) => word)).toEqual(["linux-x64", "darwin-x64"]);
    expect(spots[1]?.before).toEqual(["linux-x64"]);
    for (const spot of spots) expect(text.slice(spot.start, spot.end)).toBe(spot.text);
  }
});
