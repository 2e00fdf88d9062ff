import { describe, expect, it } from "vitest";
import { parseRecipe } from "../src/recipe.js";
import { sourceCommands } from "../src/source-commands.js";
import { target } from "./support/targets.js";

const recipe = parseRecipe({
  sources: ["src/a.c", "src/b.cc", "lib/a.c"],
  defines: ["X=1"],
  cflags: ["-Wall"],
  cflags_cc: ["-fno-rtti"],
  ldflags: ["-L/x"],
  libraries: ["z"],
  c_standard: "c11",
  cxx_standard: "c++20",
});
const commands = (name: string, kind: "zig" | "system" = "system", sources = recipe) =>
  sourceCommands({
    recipe: sources,
    target: target(name),
    toolchain: { kind, cc: ["cc", "-m"], cxx: ["c++", "-m"] },
    projectDir: "/p",
    objectDir: "/o",
    outFile: "/out/a.node",
    moduleName: "a",
    includeDirs: ["/i"],
    napiVersion: 6,
  });

describe("sourceCommands", () => {
  it("compiles each source by its language, into an object of its own", () => {
    const { compile, hasCxx } = commands("linux-x64-glibc");
    const common = [
      "-O2",
      "-fPIC",
      "-DNODE_GYP_MODULE_NAME=a",
      "-DBUILDING_NODE_EXTENSION",
      "-DNAPI_VERSION=6",
    ];
    expect(hasCxx).toBe(true);
    expect(compile.map(({ command }) => command)).toEqual([
      ["cc", "-m", "-std=c11", ...common, "-DX=1", "-I/i", "-Wall", "-c", "/p/src/a.c", "-o", "/o/0-a.c.o"],
      [
        "c++",
        "-m",
        "-std=c++20",
        ...common,
        "-DX=1",
        "-I/i",
        "-Wall",
        "-fno-rtti",
        "-c",
        "/p/src/b.cc",
        "-o",
        "/o/1-b.cc.o",
      ],
      ["cc", "-m", "-std=c11", ...common, "-DX=1", "-I/i", "-Wall", "-c", "/p/lib/a.c", "-o", "/o/2-a.c.o"],
    ]);
  });

  it("links with C++ only where there is some", () => {
    const objects = ["/o/0-a.c.o", "/o/1-b.cc.o", "/o/2-a.c.o"];
    expect(commands("linux-x64-musl").link).toEqual([
      "c++",
      "-m",
      "-shared",
      "-s",
      "-o",
      "/out/a.node",
      ...objects,
      "-L/x",
      "-lz",
    ]);
    const plain = commands("linux-x64-musl", "system", parseRecipe({ sources: ["a.c"] }));
    expect(plain).toMatchObject({
      hasCxx: false,
      link: ["cc", "-m", "-shared", "-s", "-o", "/out/a.node", "/o/0-a.c.o"],
    });
  });

  it("links as the system and the compiler ask for", () => {
    const flags = (name: string, kind?: "zig" | "system") => commands(name, kind).link.slice(2, -7);
    expect(flags("win32-x64")).toEqual(["-shared", "-s", "-static"]);
    expect(flags("win32-x64", "zig")).toEqual(["-shared", "-s"]);
    expect(flags("darwin-arm64", "zig")).toEqual(["-shared", "-Wl,-undefined,dynamic_lookup"]);
    expect(flags("darwin-arm64")).toEqual(["-bundle", "-undefined", "dynamic_lookup"]);
    expect(commands("win32-x64").compile[0]?.command).not.toContain("-fPIC");
  });
});
