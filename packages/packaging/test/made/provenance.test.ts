import { expect, it } from "vitest";
import { namedBase } from "../../src/base/named-base.js";
import { makeProvenance, parseProvenance } from "../../src/made/provenance.js";

it("says what an executable is made of, and reads what it wrote", async () => {
  const base = await namedBase(process.execPath);
  const provenance = makeProvenance(base, { name: "app" }, "0.1.0");
  expect(provenance).toMatchObject({
    node: { version: process.version, sha256: base.analysis.sha256, source: null, evidence: [] },
    app: { name: "app", version: null },
  });
  expect(parseProvenance(JSON.stringify(provenance))).toEqual(provenance);
  for (const text of ["[", "null", "{}", '{"schema":2}']) expect(parseProvenance(text)).toBeUndefined();
});
