import { RecipeError } from "@nodewright/recipe-runner";
import { describe, expect, it } from "vitest";
import { FarmError } from "../src/errors.js";
import { failureClassOf } from "../src/failure-class.js";

const system = (code: string): Error => Object.assign(new Error(code), { code });

describe("failureClassOf", () => {
  it.each([
    [new RecipeError("ERR_RECIPE_TIMEOUT", "x"), "timeout"],
    [new RecipeError("ERR_RECIPE_BUILD", "x"), "build"],
    [new RecipeError("ERR_RECIPE_IMAGE", "x"), "infra"],
    [new FarmError("ERR_FARM_UPSTREAM", "x"), "infra"],
    [new FarmError("ERR_FARM_REJECTED", "x"), "build"],
    [system("ENOSPC"), "infra"],
    [system("ERR_ARTIFACT_NETWORK"), "infra"],
    [system("ERR_PUBLISH_CONFLICT"), "build"],
    [new TypeError("x"), "build"],
    ["x", "build"],
  ])("%s is %s", (error, expected) => {
    expect(failureClassOf(error)).toBe(expected);
  });
});
