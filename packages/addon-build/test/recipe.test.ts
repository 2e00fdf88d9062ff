import { describe, expect, it, test } from "vitest";
import { languageOf, parseRecipe, recipeFor } from "../src/recipe.js";

describe("parseRecipe", () => {
  it("reads the words of a binding.gyp", () => {
    const recipe = parseRecipe({
      sources: ["src/a.c"],
      include_dirs: ["npm:node-addon-api"],
      defines: ["X=1"],
      c_standard: "c11",
      os: { win32: { libraries: ["bcrypt"] } },
    });
    expect(recipe).toMatchObject({
      sources: ["src/a.c"],
      includeDirs: ["npm:node-addon-api"],
      defines: ["X=1"],
      cStandard: "c11",
      cxxStandard: "c++17",
      os: { win32: { libraries: ["bcrypt"], sources: [] } },
    });
  });

  test.each([
    [undefined, "binary.build cannot be read"],
    [{ sources: "a.c" }, "binary.build.sources cannot be read"],
    [{ sources: [""] }, "binary.build.sources.0 cannot be read"],
    [{ sources: ["a.c"], includes: [] }, "binary.build cannot be read"],
    [{ sources: ["a.rs"] }, "a.rs in binary.build.sources is no C or C++ file"],
    [{ sources: ["a.c"], os: { win32: { sources: ["a.asm"] } } }, "a.asm in binary.build.sources"],
    [{ sources: ["a.cc"], cxx_standard: "17" }, "binary.build.cxx_standard cannot be read"],
  ])("refuses %j", (value, message) => {
    expect(() => parseRecipe(value)).toThrow(
      expect.objectContaining({ code: "ERR_ADDON_RECIPE", message: expect.stringContaining(message) }),
    );
  });
});

describe("recipeFor", () => {
  const recipe = parseRecipe({
    sources: ["a.c"],
    defines: ["ALL"],
    os: { win32: { sources: ["win.c"], defines: ["WIN"] } },
  });

  it("adds what is of one system alone", () => {
    expect(recipeFor(recipe, "win32")).toMatchObject({
      sources: ["a.c", "win.c"],
      defines: ["ALL", "WIN"],
    });
    expect(recipeFor(recipe, "linux")).toMatchObject({ sources: ["a.c"], defines: ["ALL"] });
  });

  it("is an error without any source", () => {
    const empty = parseRecipe({ os: { win32: { sources: ["win.c"] } } });
    expect(recipeFor(empty, "win32").sources).toEqual(["win.c"]);
    expect(() => recipeFor(empty, "linux")).toThrow("binary.build names no sources for linux");
  });
});

test.each([
  ["a.c", "c"],
  ["a.cc", "c++"],
  ["dir/a.cpp", "c++"],
  ["a.cxx", "c++"],
  ["a.h", undefined],
  ["c", undefined],
])("languageOf(%j) is %j", (source, language) => {
  expect(languageOf(source)).toBe(language);
});
