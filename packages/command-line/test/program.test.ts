import { describe, expect, it } from "vitest";
import { createProgram, toProgram } from "../src/program.js";
import { recorder } from "./recorder.js";

class Refused extends Error {
  readonly code = "ERR_REFUSED";
  readonly hint = "ask again";
}

const program = toProgram((io, setExitCode) => {
  const root = createProgram({ name: "tool", description: "A tool.", version: "1.2.3" });
  root
    .command("greet")
    .argument("<name>")
    .option("--json")
    .action((name: string) => {
      if (name === "nobody") throw new Refused("nobody cannot be greeted: there is nobody");
      if (name === "bug") throw new TypeError("x is not a function");
      if (name === "no") setExitCode(1);
      io.stdout.write(`hello ${name}\n`);
    });
  return root;
});

describe("toProgram()", () => {
  it.each([
    [["greet", "you"], 0, "hello you\n", ""],
    [["greet", "no"], 1, "hello no\n", ""],
    [["--version"], 0, "1.2.3\n", ""],
    [["greet"], 2, "", "error: missing required argument 'name'\nhint: run `tool --help` for the options\n"],
    [["gret", "you"], 2, "", "error: unknown command 'gret'\nhint: Did you mean greet?\n"],
    [["greet", "you", "--jsn"], 2, "", "error: unknown option '--jsn'\nhint: Did you mean --json?\n"],
    [[], 2, "", "error: no command given\nhint: run `tool --help` for the commands\n"],
    [["greet", "nobody"], 1, "", "error: nobody cannot be greeted: there is nobody\nhint: ask again\n"],
  ])("answers %j with exit code %i", async (argv, code, out, err) => {
    const io = recorder();
    expect(await program(argv, io)).toBe(code);
    expect(io.out()).toBe(out);
    expect(io.err()).toBe(err);
  });

  it("prints help on standard output", async () => {
    const io = recorder();
    expect(await program(["--help"], io)).toBe(0);
    expect(io.out()).toContain("Usage: tool [options] [command]");
  });

  it("adds the error as one JSON line under --json", async () => {
    const io = recorder();
    expect(await program(["greet", "nobody", "--json"], io)).toBe(1);
    expect(JSON.parse(io.out())).toEqual({
      error: { code: "ERR_REFUSED", message: "nobody cannot be greeted: there is nobody", hint: "ask again" },
    });
  });

  it("does not take a --json behind -- for its own", async () => {
    const io = recorder();
    await program(["greet", "nobody", "--", "--json"], io);
    expect(io.out()).toBe("");
  });

  it("keeps the stack of an error without a code and asks for a report", async () => {
    const io = recorder();
    expect(await program(["greet", "bug"], io)).toBe(1);
    expect(io.err()).toMatch(/TypeError: x is not a function\n\s+at /);
    expect(io.err()).toContain("this is a defect of Nodewright");
  });

  it("answers 130 when it was interrupted", async () => {
    const io = recorder({ signal: AbortSignal.abort() });
    expect(await program(["greet", "nobody"], io)).toBe(130);
    expect(io.err()).toBe("stopped: nothing was left half done\n");
  });
});
