import { expect, it } from "vitest";
import { definedOnly, runCommand } from "../src/run-command.js";

const env = { PATH: process.env.PATH };

it("gives exit code and output, also while it comes", async () => {
  const chunks: string[] = [];
  const result = await runCommand("sh", ["-c", "echo out; echo err >&2; exit 3"], {
    env,
    onOutput: (stream, text) => chunks.push(`${stream}:${text}`),
  });
  expect(result).toEqual({ code: 3, stdout: "out\n", stderr: "err\n" });
  expect(chunks.sort()).toEqual(["stderr:err\n", "stdout:out\n"]);
});

it("has 127 for a program that is not there", async () => {
  expect(await runCommand("no-such-program", [], { env })).toMatchObject({
    code: 127,
    stderr: expect.stringContaining("ENOENT"),
  });
});

it("definedOnly leaves out what is undefined", () => {
  expect(definedOnly({ A: "1", B: undefined })).toEqual({ A: "1" });
});
