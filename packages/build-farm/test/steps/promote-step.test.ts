import { createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { verifyProvenance } from "@nodewright/release-publish";
import { describe, expect, it } from "vitest";
import { keyFiles } from "../../src/create-farm.js";
import { buildStep } from "../../src/steps/build-step.js";
import { promoteStep } from "../../src/steps/promote-step.js";
import { sourceStep } from "../../src/steps/source-step.js";
import { validateStep } from "../../src/steps/validate-step.js";
import { lacksCompiler, startFarm } from "../support/farms.js";
import { doStep, version } from "../support/steps.js";

describe.skipIf(lacksCompiler)("promoteStep", () => {
  it("states where each file comes from", { timeout: 60_000 }, async () => {
    const test = await startFarm();
    await test.upstream.publish(version);
    for (const [kind, step] of [
      ["source", sourceStep],
      ["build", buildStep],
      ["validate", validateStep],
      ["promote", promoteStep],
    ] as const) {
      await doStep(test, kind, step, "stand-in");
    }
    const folder = join(test.root, "download/release", version);
    const record = await test.farm.tree.release(version);
    const [artifact] = record?.artifacts ?? [];
    if (artifact === undefined) throw new Error("nothing was published");
    const text = readFileSync(join(folder, `${artifact.fileName}.intoto.jsonl`), "utf8");
    const publicKeys = [createPublicKey(readFileSync(join(test.root, keyFiles.provenancePublicKey)))];
    const verdict = verifyProvenance(text, { publicKeys, sha256: artifact.sha256 });
    expect(verdict).toMatchObject({
      verdict: "valid",
      statement: {
        predicate: {
          buildDefinition: {
            externalParameters: { version, recipe: { name: "stand-in" } },
            resolvedDependencies: [{ uri: `${test.upstream.url}/${version}/node-${version}.tar.xz` }],
          },
          runDetails: { builder: { id: "http://127.0.0.1:8080" }, byproducts: [{ name: "log" }] },
        },
      },
    });
    expect(record?.components).toMatchObject({ modules: "137", v8: "0.0.0-stand-in" });
  });
});
