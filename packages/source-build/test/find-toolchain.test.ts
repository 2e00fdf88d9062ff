import { expect, test } from "vitest";
import { findToolchain } from "../src/find-toolchain.js";
import { makeScratch } from "./support/build.js";

function withTools(...names: readonly string[]) {
  const scratch = makeScratch();
  for (const name of names) scratch.stub(name, `echo "${name} 1.2"; echo more`);
  scratch.stub("uname", "echo Linux");
  return { PATH: `${scratch.path("bin")}`, scratch };
}

test("finds what configure would take", async () => {
  const { PATH, scratch } = withTools("make", "python3", "gcc", "g++", "clang++");
  const path = `${PATH}:/usr/bin:/bin`;
  expect(await findToolchain({ PATH: path })).toEqual({
    make: scratch.path("bin/make"),
    python: scratch.path("bin/python3"),
    cc: scratch.path("bin/gcc"),
    cxx: scratch.path("bin/g++"),
    compiler: "g++ 1.2",
  });
  expect(await findToolchain({ PATH: path, CXX: "clang++ -stdlib=libc++" })).toMatchObject({
    cxx: scratch.path("bin/clang++"),
    compiler: "clang++ 1.2",
  });
});

test.each([
  [[], {}, "make (make), Python (python3), a C compiler (gcc), a C++ compiler (g++) are not on PATH"],
  [["python", "gcc", "g++"], {}, "make (make) is not on PATH"],
  [["make", "python2", "gcc", "g++"], { CXX: "icpx" }, "a C++ compiler (icpx) is not on PATH"],
])("with %j and %j says that %3$s", async (names, variables, text) => {
  const { PATH } = withTools(...names);
  await expect(findToolchain({ PATH, ...variables })).rejects.toMatchObject({
    code: "ERR_BUILD_TOOL",
    message: `Node.js cannot be built from its source here: ${text}`,
  });
});
