import { resolve } from "node:path";
import { createProgress, type Io } from "@nodewright/command-line";
import {
  type BuildMatrixOptions,
  buildMatrix,
  planMatrix,
  readProject,
  targetNodes,
} from "@nodewright/prebuild-author";
import { addonHost, readSigningKey } from "@nodewright/prebuild-fetch";
import { chooseTarget, formatTarget } from "@nodewright/target-triple";
import { hostFacts, hostTarget } from "@nodewright/target-triple/host";
import { ownVersion } from "../node-pre-gyp/own-version.js";
import { matrixReport, matrixText } from "../render/matrix.js";

export interface BuildFlags
  extends Pick<BuildMatrixOptions, "glibc" | "toolchain" | "jobs" | "load" | "pack"> {
  readonly directory?: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
  readonly targets?: readonly string[];
  readonly target?: string;
  readonly node: readonly string[];
  readonly signingKey?: string;
}

/** `nodewright-prebuild build`; gives the exit code. */
export async function build(flags: BuildFlags, io: Io): Promise<number> {
  const { directory = ".", json = false, verbose = false, targets: names, node, target: nodeVersion } = flags;
  const project = await readProject(resolve(io.cwd, directory));
  const host = hostTarget(hostFacts());
  const targets = names === undefined ? [host] : names.map((name) => chooseTarget(name, { host }));
  const own = addonHost(process);
  const matrix = planMatrix({ project, targets, host: own, env: io.env, nodeVersion });
  const progress = createProgress(io);
  const rows = await buildMatrix({
    ...{ matrix, host, env: io.env, coreVersion: ownVersion(), signal: io.signal },
    ...{ glibc: flags.glibc, toolchain: flags.toolchain, load: flags.load, pack: flags.pack },
    signing: await readSigningKey({ file: flags.signingKey, env: io.env, cwd: io.cwd }),
    jobs: flags.jobs ?? 2,
    nodeFor: targetNodes({
      host,
      execPath: process.execPath,
      root: project.root,
      named: node.map((one) => resolve(io.cwd, one)),
    }),
    onBuild: ({ target }) =>
      progress.line(`building  ${project.name} ${project.version} for ${formatTarget(target)}`),
    ...(verbose && { onCommand: (command: string) => progress.line(`$ ${command}`) }),
  });
  progress.finish();
  io.stdout.write(json ? `${JSON.stringify(matrixReport(project, rows))}\n` : matrixText(rows, project.root));
  return rows.some(({ outcome }) => outcome === "failed") ? 1 : 0;
}
