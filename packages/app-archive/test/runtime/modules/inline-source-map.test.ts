import { expect, it } from "vitest";
import { inlineSourceMap } from "../../../src/runtime/modules/inline-source-map.js";
import { volumeOf } from "../../support/volume.js";

const volume = volumeOf({ "a.js": "", "maps/a b.map": "{}" });
const inlined = (text: string): string =>
  inlineSourceMap(volume, "/snapshot/a.js", Buffer.from(text)).toString();

it("inlineSourceMap() puts the map in place of its name", () => {
  expect(inlined("ä;\n//# sourceMappingURL=maps/a%20b.map\n// end")).toBe(
    "ä;\n//# sourceMappingURL=data:application/json;base64,e30=\n// end",
  );
});

it.each(["a;", "//# sourceMappingURL=none.map", "//# sourceMappingURL=data:,{}", "//# sourceMappingURL="])(
  "inlineSourceMap() leaves %j as it is",
  (text) => {
    expect(inlined(text)).toBe(text);
  },
);
