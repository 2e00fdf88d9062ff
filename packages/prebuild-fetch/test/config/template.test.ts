import { describe, expect, it } from "vitest";
import { fillTemplate, withoutDoubleSlashes, withTrailingSlash } from "../../src/config/template.js";

describe("fillTemplate", () => {
  it("fills in variables, and leaves unknown ones", () => {
    expect(fillTemplate("{a}-{b}-{c}-{toString}", { a: 1, b: undefined })).toBe("1-undefined-{c}-{toString}");
  });

  it("fills in values of values", () => {
    expect(fillTemplate("{a}", { a: "{b}", b: "x$&" })).toBe("x$&");
  });

  it("refuses a value that leads back to itself", () => {
    expect(() => fillTemplate("{name}", { name: "x{name}" })).toThrow(
      expect.objectContaining({ code: "ERR_PREBUILD_TEMPLATE" }),
    );
  });
});

it("slashes: one at the end, none doubled", () => {
  expect(withTrailingSlash("a")).toBe("a/");
  expect(withTrailingSlash("a/")).toBe("a/");
  expect(withoutDoubleSlashes("./a//b//")).toBe("./a/b/");
});
