import { join } from "node:path";
import { expect, it } from "vitest";
import { ExecutableError } from "../src/errors.js";
import { withFile } from "../src/with-file.js";

const here = import.meta.filename;

it("withFile() gives an open file, and closes it", async () => {
  let fd: (() => number) | undefined;
  const size = await withFile(here, async (file) => {
    fd = () => file.fd;
    return (await file.stat()).size;
  });
  expect(size).toBeGreaterThan(100);
  expect(fd?.()).toBe(-1);
});

it("withFile() says what cannot be read, and why", async () => {
  const missing = join(here, "missing");
  await expect(withFile(missing, async () => 1)).rejects.toMatchObject({
    code: "ERR_EXECUTABLE_UNREADABLE",
    message: expect.stringContaining(`cannot read ${missing}: ENOTDIR`),
    cause: expect.objectContaining({ code: "ENOTDIR" }),
  });
});

it("withFile() leaves this package's own errors as they are", async () => {
  const error = new ExecutableError("ERR_EXECUTABLE_MALFORMED", "own");
  await expect(withFile(here, () => Promise.reject(error))).rejects.toBe(error);
});
