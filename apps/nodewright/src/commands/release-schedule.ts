import { type Command, formatTable, type Io } from "@nodewright/command-line";
import { releasePhase } from "@nodewright/release-index";
import { snapshot } from "@nodewright/release-index/snapshot";
import { readDate } from "./release-resolve.js";

interface ScheduleFlags {
  readonly at?: Date;
  readonly json?: boolean;
}

export function addSchedule(release: Command, io: Io): void {
  release
    .command("schedule")
    .description("every release line, its dates and the phase it is in")
    .option("--at <date>", "the day it is (default: today)", readDate)
    .option("--json", "one JSON object a line")
    .action((flags: ScheduleFlags) => {
      const now = flags.at ?? new Date();
      const lines = Object.entries(snapshot.schedule).map(([line, dates]) => ({
        line,
        phase: releasePhase(line, now, snapshot.schedule) ?? null,
        ...dates,
      }));
      io.stdout.write(
        flags.json === true
          ? lines.map((line) => `${JSON.stringify(line)}\n`).join("")
          : formatTable(
              lines.map(({ line, phase, codename, start, end }) => [
                line,
                phase ?? "",
                codename ?? "",
                start ?? "",
                end ?? "",
              ]),
            ),
      );
    });
}
