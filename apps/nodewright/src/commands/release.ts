import type { Command, Io } from "@nodewright/command-line";
import { addIndex } from "./release-index.js";
import { addResolve } from "./release-resolve.js";
import { addSchedule } from "./release-schedule.js";

/** `nodewright release resolve | index | schedule`. */
export function addRelease(root: Command, io: Io, setExitCode: (code: number) => void): void {
  const release = root.command("release").description("release indexes, version words and release lines");
  addResolve(release, io, setExitCode);
  addIndex(release, io);
  addSchedule(release, io);
}
