import { KNOWN_STEPS } from "@nodewright/definitions";
import { describe, expect, test } from "vitest";
import { stepNamed } from "../../src/steps/steps.js";
import { makeContext, makeScratch } from "../support/build.js";

const work = { packageName: "node-v1", directory: "/" };

describe("stepNamed", () => {
  test("knows every step a definition may name, and no other", () => {
    expect(KNOWN_STEPS.filter((name) => stepNamed(name) === undefined)).toEqual([]);
    expect(stepNamed("toString")).toBeUndefined();
  });

  test.each([
    ["jxcore_v8_328", "--engine-v8-3-28 --old"],
    ["jxcore_spidermonkey", "--engine-mozilla --old"],
  ])("%s goes before the options there are", async (name, options) => {
    const context = makeContext(makeScratch(), { env: { CONFIGURE_OPTS: "--old" } });
    await stepNamed(name)?.(context, work);
    expect(context.env.CONFIGURE_OPTS).toBe(options);
  });

  test.each([
    ["", ["--a", "--enable-shared"]],
    ["--disable-shared", ["--a"]],
  ])("enable_shared with %j", async (options, list) => {
    const context = makeContext(makeScratch(), {
      env: { NODE_CONFIGURE_OPTS: options },
      argumentLists: new Map([["NODE_CONFIGURE", ["--a"]]]),
    });
    await stepNamed("enable_shared")?.(context, work);
    expect(context.argumentLists.get("NODE_CONFIGURE")).toEqual(list);
  });
});
