import { readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { verifyPacked } from "../../src/made/verify-packed.js";
import { packedApp } from "../support/packed.js";

it("finds an executable good, and one whose files were changed not", { timeout: 60_000 }, async () => {
  const text = "console.log('a sentence that is found in no Node.js')";
  const { output } = await packedApp({ "a.cjs": text });
  const checks = await verifyPacked(output);
  expect(checks.map(({ what, isGood }) => [what, isGood])).toEqual(
    expect.arrayContaining([
      ["files", true],
      ["target", true],
      ["node", true],
    ]),
  );
  const bytes = readFileSync(output);
  const at = bytes.lastIndexOf("sentence");
  expect(at).toBeGreaterThan(0);
  bytes.write("SENTENCE", at);
  writeFileSync(output, bytes);
  expect(await verifyPacked(output)).toContainEqual(
    expect.objectContaining({ what: "files", isGood: false }),
  );
});
