import { addonHost } from "@nodewright/prebuild-fetch";
import type { Target } from "@nodewright/target-triple";
import { hostFacts, hostTarget } from "@nodewright/target-triple/host";
import { buildMatrix, type MatrixRow } from "../../src/matrix/build-matrix.js";
import { planMatrix } from "../../src/matrix/plan-matrix.js";
import { targetNodes } from "../../src/matrix/target-nodes.js";
import { readProject } from "../../src/read-project.js";

export const host: Target = hostTarget(hostFacts());

/** Builds and packs an addon's folder for targets, by the compilers of this machine. */
export async function buildDemo(
  root: string,
  targets: readonly Target[] = [host],
): Promise<readonly MatrixRow[]> {
  const project = await readProject(root);
  const { env } = process;
  return await buildMatrix({
    matrix: planMatrix({ project, targets, host: addonHost(process), env }),
    ...{ host, env, coreVersion: "0.0.0", toolchain: "system", glibc: "2.39" },
    nodeFor: targetNodes({ host, execPath: process.execPath, root }),
  });
}
