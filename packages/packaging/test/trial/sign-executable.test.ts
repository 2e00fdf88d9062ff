import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { signExecutable } from "../../src/trial/sign-executable.js";
import { scratch } from "../support/scratch.js";

const { env } = process;

it.skipIf(process.platform === "win32")("runs the command on the file", async () => {
  const output = join(scratch({ "an app": "" }), "an app");
  await signExecutable('echo signed >> {} && echo again >> "$NODEWRIGHT_OUTPUT"', output, { env });
  expect(readFileSync(output, "utf8")).toBe("signed\nagain\n");
});

it.skipIf(process.platform === "win32")("tells what a command that failed said", async () => {
  await expect(signExecutable("echo no identity >&2; exit 3", "/app", { env })).rejects.toMatchObject({
    code: "ERR_PACKAGING_COMMAND",
    message: expect.stringContaining("no identity"),
  });
});
