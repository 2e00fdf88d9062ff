import { createProgram, type Program, packageVersion, toProgram } from "@nodewright/command-line";

/** `nodewright-prebuild`: the option tables. What a command does is loaded when it is called. */
export const program: Program = toProgram(() =>
  createProgram({
    name: "nodewright-prebuild",
    description: "Builds, publishes and converts prebuilt native addons.",
    version: packageVersion(new URL("../package.json", import.meta.url)),
  }),
);
