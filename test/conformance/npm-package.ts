import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Brings one file of a package of the npm registry into a folder, unless it is there, and returns its path. */
export function fetched(folder: string, spec: string, file: string): string {
  const place = join(folder, spec.replaceAll("/", "+"));
  const path = join(place, "package", file);
  if (existsSync(path)) return path;
  mkdirSync(place, { recursive: true });
  run("npm", ["pack", spec, "--silent", "--pack-destination", place]);
  const archive = readdirSync(place).find((name) => name.endsWith(".tgz"));
  run("tar", ["-xzf", join(place, archive ?? ""), "-C", place, `package/${file}`]);
  return path;
}

function run(command: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${stderr}`);
}
