import { dialects } from "@nodewright/target-triple";
import { describe, expect, it } from "vitest";
import { lines, nodewright } from "../support.js";

describe("nodewright target", () => {
  it.each([
    [["win-x64", "--to", "rust"], "x86_64-pc-windows-msvc\n"],
    [["linux-x64-musl", "--to", "vsce"], "alpine-x64\n"],
    [["armhf", "--from", "deb"], "linux-armv7-glibc\n"],
    [["armhf", "--from", "alpine"], "linux-armv6-musl\n"],
  ])("answers %j", async (argv, out) => {
    expect(await nodewright(["target", ...argv])).toEqual({ code: 0, out, err: "" });
  });

  it("gives every dialect as a key with --all --json, null where it cannot say the target", async () => {
    const { code, out } = await nodewright(["target", "linux-armv6-musl", "--all", "--json"]);
    expect(code).toBe(0);
    const [answer] = lines(out);
    expect(Object.keys(answer ?? {})).toEqual(["input", ...dialects.map(({ name }) => name)]);
    expect(answer).toMatchObject({ input: "linux-armv6-musl", canonical: "linux-armv6-musl", vsce: null });
  });

  it("keeps all that a lossy spelling may mean", async () => {
    const { out } = await nodewright(["target", "linux/amd64", "--json"]);
    expect(lines(out)).toMatchObject([
      {
        target: null,
        lossy: true,
        candidates: expect.arrayContaining(["linux-x64-glibc", "linux-x64-musl"]),
      },
    ]);
  });

  it("answers a corpus from standard input in one process, errors among the answers", async () => {
    const { code, out, err } = await nodewright(
      ["target", "-", "--to", "oci", "--json"],
      "linux-x64-musl\n\nnonsense\r\nwin32-arm64\n",
    );
    expect(code).toBe(1);
    expect(err).toBe("");
    expect(lines(out)).toMatchObject([
      { input: "linux-x64-musl", oci: "linux/amd64" },
      { input: "nonsense", error: { code: "ERR_TARGET_UNKNOWN" } },
      { input: "win32-arm64", oci: "windows/arm64" },
    ]);
  });

  it("exits with 1 where a dialect cannot say the target", async () => {
    expect(await nodewright(["target", "linux-x64-musl", "--to", "deno"])).toEqual({
      code: 1,
      out: "linux-x64-musl: deno cannot say it\n",
      err: "",
    });
  });

  it("explains", async () => {
    const { out } = await nodewright(["target", "armhf", "--explain"]);
    expect(out).toContain("also a text of:");
  });

  it("refuses an unknown dialect as a usage error", async () => {
    const { code, err } = await nodewright(["target", "linux-x64", "--to", "klingon"]);
    expect(code).toBe(2);
    expect(err).toContain('error: there is no dialect "klingon"\nhint: one of canonical, ');
  });
});
