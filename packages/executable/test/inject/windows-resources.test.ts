import { describe, expect, it } from "vitest";
import { newResources } from "../../src/inject/windows-resources.js";
import { iconFile } from "../support/icon-file.js";
import { utf8 } from "../support/sea.js";

describe("newResources()", () => {
  it("replaces only what is given", () => {
    expect(newResources({})).toEqual({ added: [], replacedTypes: new Set() });
    const { added, replacedTypes } = newResources({ version: { fileVersion: "1.0" } });
    expect(added).toMatchObject([{ type: 16, name: 1, language: 1033 }]);
    expect([...replacedTypes]).toEqual([16]);
  });

  it("numbers the images of an icon as its group does", () => {
    const { added, replacedTypes } = newResources({ icon: iconFile([utf8("a"), utf8("b")]) });
    expect(added.map(({ type, name }) => [type, name])).toEqual([
      [3, 1],
      [3, 2],
      [14, 1],
    ]);
    expect([...replacedTypes]).toEqual([3, 14]);
  });
});
