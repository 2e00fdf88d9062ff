import { describe, expect, test } from "vitest";
import { mirrorFor, mirrorUrl } from "../../src/fetch/mirror.js";
import { makeContext, makeScratch } from "../support/build.js";

const URL = "https://nodejs.org/dist/v1.0.0/a.tar.gz";

test.each([
  [{}, URL, undefined],
  [{ NODE_BUILD_MIRROR_URL: "http://m/" }, URL, "http://m/v1.0.0/a.tar.gz"],
  [{ NODE_BUILD_MIRROR_URL: "http://m/$&" }, URL, "http://m/$&/v1.0.0/a.tar.gz"],
  [{ NODE_BUILD_MIRROR_URL: "http://m" }, "https://iojs.org/dist/a", "https://iojs.org/dist/a"],
  [{ NODE_BUILD_MIRROR_PACKAGE_URL: "http://m/x.tar.gz" }, URL, "http://m/x.tar.gz"],
])("mirrorUrl %j", (env, url, expected) => {
  expect(mirrorUrl(env, url)).toBe(expected);
});

describe("mirrorFor", () => {
  test("asks the command, which goes before the mirror", async () => {
    const scratch = makeScratch();
    scratch.stub("my-mirror", "echo http://m/$2; echo noise >&2");
    const env = { NODE_BUILD_MIRROR_CMD: "my-mirror", NODE_BUILD_MIRROR_URL: "http://other" };
    const context = makeContext(scratch, { env });
    expect(await mirrorFor(context, URL, "abc")).toBe("http://m/abc");
    expect(scratch.calls()).toEqual([`my-mirror [${URL}] [abc]`]);
    expect(context.logText()).toBe("noise\n");
  });

  test("a command that fails or says nothing means no mirror", async () => {
    const scratch = makeScratch();
    scratch.stub("fails", "echo x; exit 1");
    scratch.stub("silent");
    for (const command of ["fails", "silent", "missing"]) {
      const context = makeContext(scratch, { env: { NODE_BUILD_MIRROR_CMD: command } });
      expect(await mirrorFor(context, URL, "abc")).toBeUndefined();
    }
  });

  test("NODE_BUILD_SKIP_MIRROR", async () => {
    const env = { NODE_BUILD_SKIP_MIRROR: "1", NODE_BUILD_MIRROR_URL: "http://m" };
    expect(await mirrorFor(makeContext(makeScratch(), { env }), URL, "abc")).toBeUndefined();
  });
});
