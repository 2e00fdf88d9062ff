import { resolve } from "node:path";
import { formatTable, type Io } from "@nodewright/command-line";
import { breaks, checkMigration, type MigrationReport, readProject } from "@nodewright/prebuild-author";

export interface MigrateFlags {
  readonly directory?: string;
  readonly json?: boolean;
}

/** `nodewright-prebuild migrate --check`; the exit code is 1 when something would break. */
export async function migrate({ directory = ".", json = false }: MigrateFlags, io: Io): Promise<number> {
  const project = await readProject(resolve(io.cwd, directory));
  const report = await checkMigration(project, { env: io.env, signal: io.signal });
  io.stdout.write(json ? `${JSON.stringify(report)}\n` : text(report));
  return breaks(report) ? 1 : 0;
}

function text({ tools, findings }: MigrationReport): string {
  const rows = findings.flatMap(({ verdict, found, change }) => [
    [verdict, found],
    ...(change === undefined ? [] : [["", `-> ${change}`]]),
  ]);
  const count = findings.filter(({ verdict }) => verdict === "breaks").length;
  const summary = count === 0 ? "nothing breaks" : `${count} would break`;
  return `uses ${tools.join(", ") || "none of the known tools"}\n${formatTable(rows)}${summary}\n`;
}
