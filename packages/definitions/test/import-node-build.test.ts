import { describe, expect, test } from "vitest";
import { importNodeBuildDefinition } from "../src/import-node-build.js";
import { SHA256 } from "./samples.js";

const read = (text: string) => importNodeBuildDefinition(text, "1.0.0");

describe("importNodeBuildDefinition", () => {
  test("reads a notice, messages, binaries and a source", () => {
    const text = `before_install_package() {
  build_package_warn_eol "$1"
}

echo "Only binaries."
binary linux-x64 "https://example.org/a.tar.gz#${SHA256}"
binary darwin-x64 'https://example.org/b.tar.gz'

install_package "node-v1.0.0" "https://example.org/s.tar.gz#${SHA256}" ldflags_dirs standard
`;
    expect(read(text)).toEqual({
      kind: "data",
      definition: {
        kind: "install",
        name: "1.0.0",
        notice: "end-of-life",
        messages: ["Only binaries."],
        binaries: [
          { platform: "linux-x64", url: "https://example.org/a.tar.gz", digest: SHA256 },
          { platform: "darwin-x64", url: "https://example.org/b.tar.gz" },
        ],
        packages: [
          {
            name: "node-v1.0.0",
            source: { url: "https://example.org/s.tar.gz", digest: SHA256 },
            steps: ["ldflags_dirs", "standard"],
          },
        ],
      },
    });
  });

  test.each([
    ['before_install_package() { build_package_warn_lts_maintenance "$1"; }', "maintenance"],
    ['before_install_package () {\n\tbuild_package_warn_eol "$1"\n}', "end-of-life"],
  ])("takes %j for a notice", (hook, notice) => {
    expect(read(`${hook}\ninstall_package a https://example.org/a.tar.gz`)).toMatchObject({
      definition: { notice },
    });
  });

  test.each([
    [
      "git",
      'install_git n "https://example.org/n.git" main warn_eol standard',
      { git: "https://example.org/n.git", ref: "main" },
    ],
    ["no source", 'install_package n "#" graal', undefined],
    [
      "an empty digest",
      'install_package n "https://example.org/n.zip#"',
      { url: "https://example.org/n.zip" },
    ],
    ["a digest of any text", 'install_package n "https://a/n#b#c"', { url: "https://a/n", digest: "b#c" }],
    ["an obsolete no-op before", "require_gcc\ninstall_package n https://a/n", { url: "https://a/n" }],
  ])("reads %s", (_, text, source) => {
    expect(read(text)).toMatchObject({ kind: "data", definition: { packages: [{ name: "n", source }] } });
  });

  test.each([
    ["nothing", "", 1],
    ["a bare command", "true", 1],
    [
      "another hook",
      "after_install_package() {\n  fix_jxcore_directory_structure\n}\ninstall_package a https://a/a",
      1,
    ],
    [
      "a notice hook with more in it",
      'before_install_package() {\n  build_package_warn_eol "$1"\n  rm -rf /\n}\ninstall_package a https://a/a',
      1,
    ],
    [
      "a notice hook after the package",
      'install_package a https://a/a\nbefore_install_package() {\n  build_package_warn_eol "$1"\n}',
      2,
    ],
    [
      "a second hook",
      'before_install_package() {\n  build_package_warn_eol "$1"\n}\nbefore_install_package() {\n:\n}\ninstall_package a https://a/a',
      4,
    ],
    ["an expansion", 'install_package a "https://a/$(id)"', 1],
    ["a condition", "install_package a https://a/a\ninstall_package b https://a/b --if use_b", 2],
    ["a binary after a package", "install_package a https://a/a\nbinary linux-x64 https://a/b", 2],
    ["a message after a package", "install_package a https://a/a\necho done", 2],
    ["an option of echo", "echo -n hello\ninstall_package a https://a/a", 1],
    ["a package option", "package_option node configure --shared", 1],
    ["a second command in the line", "install_package a https://a/a; rm -rf /", 1],
    ["Windows line ends", "install_package a https://a/a\r\n", 1],
  ])("reports %s as a program", (_, text, line) => {
    expect(read(text)).toEqual({ kind: "program", reason: expect.any(String), line });
  });
});
