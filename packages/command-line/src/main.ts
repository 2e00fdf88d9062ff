import { constants } from "node:os";
import { keepCompiledCode } from "./code-cache.js";
import type { Io, Program } from "./io.js";
import { handleSignals } from "./signals.js";

/** What the libraries need: undici 8 and `require()` of ES modules (see engines in package.json). */
const floor = { major: 22, minor: 19 } as const;

/**
 * Loads a program, runs it on this process and sets `process.exitCode`. An older Node.js than the programs need is
 * told so before anything is loaded that it could not read. The first SIGINT, SIGTERM or SIGHUP aborts
 * `io.signal`, so that the program can clean up, and decides the exit code (128 + signal number); a second one
 * ends the process at once. A program that runs another takes them instead (`io.takeSignals`). A closed stdout (`nodewright … | head`) ends it quietly.
 */
export async function main(load: () => Promise<Program>): Promise<void> {
  if (isTooOld(process.versions.node)) {
    const { major, minor } = floor;
    process.stderr.write(
      `error: this command needs Node.js ${major}.${minor} or later, and ${process.execPath} is ${process.version}\n` +
        `hint: run it with a newer one, such as \`npx -p node@24 -- node ${process.argv[1] ?? ""} …\`\n`,
    );
    process.exitCode = 1;
    return;
  }
  const signals = handleSignals();
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
  const io: Io = {
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: process.stdin,
    env: process.env,
    cwd: process.cwd(),
    signal: signals.signal,
    takeSignals: signals.take,
  };
  keepCompiledCode(process.env, process.platform);
  const program = await load();
  const code = await program(process.argv.slice(2), io);
  const received = signals.received();
  process.exitCode = received === undefined ? code : 128 + constants.signals[received];
}

/** Whether a version such as `20.20.2` is below the floor. */
export function isTooOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major < floor.major || (major === floor.major && minor < floor.minor);
}
