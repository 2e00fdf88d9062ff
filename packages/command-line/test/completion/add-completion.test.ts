import { describe, expect, it } from "vitest";
import { addCompletion } from "../../src/completion/add-completion.js";
import { completionShells } from "../../src/completion/completion-script.js";
import { createProgram, toProgram } from "../../src/program.js";
import { recorder } from "../recorder.js";

const program = toProgram(
  (io) => {
    const root = createProgram({ name: "tool", description: "A tool.", version: "1.2.3" });
    root.command("greet").description("say hello").argument("<name>").option("--json");
    addCompletion(root, io);
    return root;
  },
  () => async () => {
    throw new Error("nobody knows");
  },
);

describe("addCompletion", () => {
  it.each(completionShells)("prints a script for %s that asks the program", async (shell) => {
    const io = recorder();
    expect(await program(["completion", shell], io)).toBe(0);
    expect(io.out()).toMatch(/tool'? '?__complete/);
  });

  it("refuses a shell that it does not know", async () => {
    const io = recorder();
    expect(await program(["completion", "tcsh"], io)).toBe(2);
    expect(io.err()).toContain("Allowed choices are bash, zsh, fish, powershell");
  });
});

describe("a program that is asked for words", () => {
  it.each([
    [["gr"], "greet\tsay hello\n:none\n"],
    [["completion", "f"], "fish\n:none\n"],
    // What cannot be told is left out.
    [["greet", ""], ":none\n"],
    [["greet", "--j"], "--json\n:none\n"],
  ])("answers %j out of its own tree, and nothing else", async (words, out) => {
    const io = recorder();
    expect(await program(["__complete", ...words], io)).toBe(0);
    expect([io.out(), io.err()]).toEqual([out, ""]);
  });
});
