import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * Whether a signal that this process got is one that the terminal sends, to all of its foreground process group: then
 * what this process has started has got it, too. Nobody tells who sent a signal: one that `kill` sends to this
 * process alone, while it is in the foreground, is taken for the terminal's. The terminal sends no SIGTERM.
 */
export function isFromTerminal(signal: NodeJS.Signals): boolean {
  if (signal === "SIGTERM") return false;
  // A console's events reach all of its processes, and there are no other signals.
  if (process.platform === "win32") return true;
  const [group, foreground] = processGroups();
  return group !== undefined && group === foreground;
}

/** This process's group, and the one in the terminal's foreground; not a number above 0 without a terminal. */
function processGroups(): readonly (number | undefined)[] {
  try {
    if (process.platform === "linux") {
      const stat = readFileSync("/proc/self/stat", "utf8");
      // After the name, which may hold anything: state, parent, group, session, terminal, foreground group.
      const [, , group, , , foreground] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return [Number(group), Number(foreground)];
    }
    const args = ["-o", "pgid=,tpgid=", "-p", String(process.pid)];
    return execFileSync("ps", args, { encoding: "utf8" }).trim().split(/\s+/).map(Number);
  } catch {
    return [];
  }
}
