import { describe, expect, test } from "vitest";
import { detectClient, spawnedBackend } from "../../src/http/spawned-backends.js";
import { makeContext, makeScratch } from "../support/build.js";

const URL = "https://a/b.tar.gz";
const OPTIONS = { NODE_BUILD_CURL_OPTS: "-C x", NODE_BUILD_ARIA2_OPTS: "-A x", NODE_BUILD_WGET_OPTS: "-W x" };

describe("spawnedBackend", () => {
  test.each([
    ["curl", "curl [-qsILf] [-C] [x] [--ipv4] [URL]", "curl [-q] [-o] [f] [-sSLf] [-C] [x] [--ipv4] [URL]"],
    [
      "aria2c",
      "aria2c [--dry-run] [--no-conf=true] [-A] [x] [--disable-ipv6=true] [URL]",
      "aria2c [--allow-overwrite=true] [--no-conf=true] [-o] [f] [-A] [x] [--disable-ipv6=true] [URL]",
    ],
    [
      "wget",
      "wget [-q] [--spider] [-W] [x] [--inet4-only] [URL]",
      "wget [-nv] [-W] [x] [--inet4-only] [-O] [f] [URL]",
    ],
  ])("calls %s as node-build does", async (name, head, get) => {
    const scratch = makeScratch();
    scratch.stub(name);
    const context = makeContext(scratch);
    const backend = spawnedBackend(name, OPTIONS, { ipv4: true });
    expect(await backend?.head(context, URL)).toBe(true);
    expect(await backend?.get(context, URL, { cwd: scratch.root, file: "f" })).toBe(true);
    expect(scratch.calls()).toEqual([head, get].map((call) => call.replace("URL", URL)));
  });

  test("IPv6, and a failure", async () => {
    const scratch = makeScratch();
    scratch.stub("curl", "exit 22");
    const backend = spawnedBackend("curl", {}, { ipv6: true });
    expect(await backend?.head(makeContext(scratch), URL)).toBe(false);
    expect(scratch.calls()).toEqual([`curl [-qsILf] [--ipv6] [${URL}]`]);
  });

  test("no other program", () => {
    expect(spawnedBackend("rm", {}, {})).toBeUndefined();
  });
});

describe("detectClient", () => {
  const all = (command: string) => `/bin/${command}`;
  test.each([
    ["aria2c is taken where it is", {}, all, "aria2c"],
    [
      "curl only with options of its own",
      { NODE_BUILD_CURL_OPTS: "-k" },
      (c: string) => (c === "curl" ? c : undefined),
      "curl",
    ],
    [
      "curl without options is left alone",
      { NODE_BUILD_CURL_OPTS: "" },
      (c: string) => (c === "curl" ? c : undefined),
      undefined,
    ],
    ["what is not installed is not taken", { NODE_BUILD_WGET_OPTS: "-q" }, () => undefined, undefined],
  ])("%s", (_, env, which, client) => {
    expect(detectClient(env, which)).toBe(client);
  });
});
