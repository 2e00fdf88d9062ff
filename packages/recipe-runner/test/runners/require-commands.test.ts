import { expect, it } from "vitest";
import { requireCommands } from "../../src/runners/require-commands.js";

const env = { PATH: process.env.PATH };

it("is content with what is there", async () => {
  await expect(requireCommands(["sh", "tar"], env)).resolves.toBeUndefined();
});

it("names all that is missing", async () => {
  const missing = requireCommands(["sh", "no-such-a", "no-such-b"], env);
  await expect(missing).rejects.toThrow("this machine lacks no-such-a, no-such-b");
  await expect(requireCommands(["sh"], {})).rejects.toMatchObject({ code: "ERR_RECIPE_RUNNER" });
});
