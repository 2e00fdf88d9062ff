import { describe, expect, it } from "vitest";
import { nodewright } from "./support.js";

describe("nodewright", () => {
  it("lists its commands", async () => {
    const { code, out } = await nodewright(["--help"]);
    expect(code).toBe(0);
    for (const name of [
      "install",
      "exec",
      "definitions",
      "prebuild",
      "farm",
      "target",
      "abi",
      "release",
      "verify",
    ])
      expect(out).toMatch(new RegExp(`^  ${name} `, "m"));
  });

  it.each([
    [["instal"], "error: unknown command 'instal'\nhint: Did you mean install?\n"],
    [[], "error: no command given\nhint: run `nodewright --help` for the commands\n"],
    [["abi"], "error: missing required argument 'version'\nhint: run `nodewright --help` for the options\n"],
  ])("answers %j with a usage error", async (argv, err) => {
    expect(await nodewright(argv)).toEqual({ code: 2, out: "", err });
  });

  it.each([[["install", "--help"]], [["install", "install", "--help"]]])(
    "hands %j to the installer",
    async (argv) => {
      const { code, out } = await nodewright(argv);
      expect(code).toBe(0);
      expect(out).toContain("Usage: nodewright-install install [options] [spec...]");
    },
  );

  it.each([
    [["inst"], "install\tinstall a verified Node.js\n:none\n"],
    [["env", "--shell", "fi"], "fish\n:none\n"],
    [["release", "resolve", "--dia"], /^--dialect\twhose words they are/],
    [["prebuild", "cop"], /^copy\tpublish the tarballs/],
    [["definitions", "up"], /^update\twrite the definitions/],
    [["lock", "lts/kr"], /^lts\/krypton\tv24\.\d+\.\d+\n:none\n$/],
    [["install", "--target", "linux-x64-m"], /^linux-x64-musl\n/],
    [["which", "--dir", ""], ":files\n"],
    [["nothing", ""], ":none\n"],
  ])("tells a shell what %j could become", async (words, out) => {
    const told = await nodewright(["__complete", ...words]);
    expect(told).toMatchObject({ code: 0, err: "" });
    expect(told.out).toEqual(typeof out === "string" ? out : expect.stringMatching(out));
  });

  it("prints scripts for shells", async () => {
    expect((await nodewright(["completion", "bash"])).out).toContain(
      "complete -F _nodewright_complete nodewright",
    );
  });

  it("reaches the installer's other commands by both ways", async () => {
    const [direct, through] = [
      await nodewright(["ls", "--dir", "/nowhere", "--json"]),
      await nodewright(["install", "ls", "--dir", "/nowhere", "--json"]),
    ];
    expect(direct).toEqual({ code: 0, out: "[]\n", err: "" });
    expect(through).toEqual(direct);
  });
});
