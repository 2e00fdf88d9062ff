import { join } from "node:path";
import { compileSources } from "../../src/compile-sources.js";
import { parseRecipe } from "../../src/recipe.js";
import { findToolchain } from "../../src/toolchain/find-toolchain.js";
import { nodeDir } from "./node-dir.js";
import { host } from "./targets.js";

/** An addon for this machine, by its own compiler. */
export async function buildHere(projectDir: string, recipe: object): Promise<string> {
  const { env } = process;
  const toolchain = await findToolchain({
    target: host,
    host,
    projectDir,
    env,
    glibc: "2.28",
    kind: "system",
  });
  const outFile = join(projectDir, "here.node");
  await compileSources({
    ...{ recipe: parseRecipe(recipe), target: host, toolchain, projectDir, nodeDir, outFile, env },
    ...{ moduleName: "here", jobs: 2 },
  });
  return outFile;
}
