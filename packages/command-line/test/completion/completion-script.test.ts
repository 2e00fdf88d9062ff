import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { completionScript } from "../../src/completion/completion-script.js";

/** Whether it is installed; under CI it must be. */
const has = (program: string): boolean =>
  process.env.CI === "true" || spawnSync(program, ["-c", "exit 0"]).error === undefined;

let folder: string;

/** A program that has words for some questions, and says what it was asked. */
const answers = `#!/bin/sh
printf '[%s]' "$@" >> "$LOG"
case "$*" in
  "__complete ") printf 'install\\tput it there\\nls\\n:none\\n' ;;
  "__complete install node@2"*) printf 'node@24\\nnode@22\\n:none\\n' ;;
  "__complete install --shell="*) printf '%s\\n' '--shell=bash' ':none' ;;
  "__complete install --dir "*) echo ':files' ;;
  "__complete install "*) printf 'lts/jod\\ta $(danger) "name"\\n:none\\n' ;;
  *) echo ':none' ;;
esac
`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "completion-"));
  writeFileSync(join(folder, "a-tool"), answers);
  chmodSync(join(folder, "a-tool"), 0o755);
  writeFileSync(join(folder, "file with space"), "");
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function shell(file: string, args: readonly string[]): string {
  const env = { PATH: `${folder}:/usr/bin:/bin`, HOME: folder, LOG: join(folder, "log"), TERM: "dumb" };
  return execFileSync(file, args, { env, cwd: folder }).toString();
}

describe.skipIf(!has("bash"))("in bash", () => {
  /** As bash itself fills its variables when Tab is pressed, `=`, `:` and `@` taken apart. */
  function complete(line: string): string[] {
    const words = line.split(/(?<=\s)|(?=[=:@])|(?<=[=:@])/).map((word) => word.trim());
    const array = line.endsWith(" ") ? [...words, ""] : words;
    const script = `${completionScript("bash", "a-tool")}
compopt() { echo "compopt $*"; }
COMP_LINE='${line}' COMP_POINT=${line.length} COMP_CWORD=${array.length - 1}
COMP_WORDS=(${array.map((word) => `'${word}'`).join(" ")})
_a_tool_complete
printf '%s\\n' "\${COMPREPLY[@]}"`;
    return shell("bash", ["--norc", "-c", script]).trim().split("\n");
  }

  it.each([
    ["a-tool ", ["install", "ls"]],
    ["a-tool install ", ["lts/jod"]],
    ["a-tool install node@2", ["24", "22"]],
    ["a-tool install --shell=", ["bash"]],
    ["a-tool install --shell=b", ["bash"]],
    ["a-tool install --dir ", ["compopt -o default"]],
    ["a-tool other ", [""]],
  ])("completes %j", (line, expected) => {
    expect(complete(line)).toEqual(expected);
  });

  it("is registered", () => {
    const script = `${completionScript("bash", "a-tool")}\ncomplete -p a-tool`;
    expect(shell("bash", ["--norc", "-c", script])).toBe("complete -F _a_tool_complete a-tool\n");
  });
});

describe.skipIf(!has("fish"))("in fish", () => {
  const complete = (line: string): string =>
    shell("fish", ["--no-config", "-c", `${completionScript("fish", "a-tool")}\ncomplete -C '${line}'`]);

  it.each([
    ["a-tool ", "install\tput it there\nls\n"],
    ["a-tool install l", 'lts/jod\ta $(danger) "name"\n'],
    ["a-tool install --dir fi", "file with space\n"],
    ["a-tool other x", ""],
  ])("completes %j", (line, expected) => {
    expect(complete(line)).toBe(expected);
  });
});

describe.skipIf(!has("zsh"))("in zsh", () => {
  /** `_describe` and `_files` are zsh's own; what they are given is what counts. */
  function complete(...words: string[]): string[] {
    const script = `compdef() { }
${completionScript("zsh", "a-tool")}
_describe() { print -rl -- "\${(@P)2}" }
_files() { print FILES }
words=(${words.map((word) => `'${word}'`).join(" ")}) CURRENT=${words.length}
_a_tool`;
    return shell("zsh", ["-f", "-c", script]).trim().split("\n");
  }

  it.each([
    [
      ["a-tool", ""],
      ["install:put it there", "ls:ls"],
    ],
    [["a-tool", "install", ""], ['lts/jod:a $(danger) "name"']],
    [["a-tool", "install", "--dir", ""], ["FILES"]],
    [["a-tool", "other", ""], [""]],
  ])("completes %j", (words, expected) => {
    expect(complete(...words)).toEqual(expected);
  });
});
