import { describeError, type Program } from "@nodewright/command-line";
import { execPkg } from "./pkg/exec.js";
import { createLog } from "./pkg/log.js";
import { ReportedError } from "./pkg/reported-error.js";

/** `pkg`: its command line, its text, its exit codes (0 done, 2 failed). */
export const pkgProgram: Program = async (argv, io) => {
  try {
    await execPkg(argv, io);
    return 0;
  } catch (error) {
    if (error instanceof ReportedError) return 2;
    const { message, hint, code } = describeError(error);
    const isDefect = code === "ERR_UNEXPECTED" && error instanceof Error;
    const lines = isDefect ? (error.stack ?? "").split("\n").slice(1) : hint === undefined ? [] : [hint];
    createLog(io.stdout, io.env).error(message, lines);
    return 2;
  }
};
