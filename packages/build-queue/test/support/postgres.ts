import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, globSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

/** How tests reach the server; `undefined` where the machine has no PostgreSQL. */
export interface PostgresAddress {
  readonly host: string;
  readonly user: string;
  readonly database: string;
}

declare module "vitest" {
  interface ProvidedContext {
    postgres: PostgresAddress | undefined;
  }
}

/** For vitest: one server for the whole run. */
export default function setup(project: TestProject): (() => void) | undefined {
  const server = startPostgres();
  if (server === undefined && process.env.CI === "true") {
    throw new Error("The queue is tested on PostgreSQL as well: install Debian's package postgresql");
  }
  project.provide("postgres", server?.address);
  return server?.stop;
}

/** A server of its own with an empty database, on a socket in a temporary folder. */
export function startPostgres():
  | { readonly address: PostgresAddress; readonly stop: () => void }
  | undefined {
  const [bin] = globSync("/usr/lib/postgresql/*/bin").toSorted().reverse();
  if (bin === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "queue-postgres-"));
  const data = join(folder, "data");
  mkdirSync(data);
  const run = asServer(bin, [folder, data]);
  run("initdb", "-D", data, "-U", "farm", "-A", "trust", "-E", "UTF8", "--no-sync");
  const options = `-c unix_socket_directories=${folder} -c listen_addresses=''`;
  run("pg_ctl", "-D", data, "-o", options, "-l", join(folder, "log"), "-w", "start");
  return {
    address: { host: folder, user: "farm", database: "postgres" },
    stop: () => {
      run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL does not run as root: it gets the folders and Debian's user. */
function asServer(bin: string, folders: readonly string[]): (program: string, ...args: string[]) => void {
  const run = (command: string, args: readonly string[]) => {
    execFileSync(command, args, { stdio: "ignore", cwd: "/" });
  };
  if (process.getuid?.() !== 0) return (program, ...args) => run(join(bin, program), args);
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  for (const folder of folders) {
    chmodSync(folder, 0o755);
    chownSync(folder, id("-u"), id("-g"));
  }
  const user = ["--reuid=postgres", "--regid=postgres", "--clear-groups"];
  return (program, ...args) => run("setpriv", [...user, join(bin, program), ...args]);
}
