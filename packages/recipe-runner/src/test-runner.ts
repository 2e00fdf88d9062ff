import { chmod, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { RecipeError } from "./errors.js";
import type { PhaseRun, Runner, RunnerName } from "./runners/runner.js";

/** What a runner may hold; README.md has it at length. */
export type RunnerProperty =
  /** A phase without a network has none. */
  | "no-network"
  | "read-only-root"
  | "no-capabilities"
  | "no-new-privileges"
  | "not-root"
  | "memory-limit"
  | "process-limit"
  /** A phase lives on when the worker dies, and is found again. */
  | "adoption";

export interface RunnerTest {
  readonly runner: RunnerName;
  /** Undefined where it does not work at all. */
  readonly version: string | undefined;
  readonly holds: readonly RunnerProperty[];
  readonly lacks: readonly RunnerProperty[];
  /** Why it does not work, and what to do. */
  readonly problem: { readonly message: string; readonly hint: string | undefined } | undefined;
}

export interface TestRunnerOptions {
  /** A folder for what the test writes, which is removed. */
  readonly directory: string;
  /** Tells this test from others that run at the same time. */
  readonly lease: string;
}

/** Prints one line for each property that holds. */
const PROBE = `
status() { sed -n "s/^$1:[[:space:]]*//p" /proc/self/status; }
touch ./written || exit 3
[ -n "$(sed -n 's/^ *\\([^:]*\\):.*/\\1/p' /proc/net/dev | grep -v '^lo$')" ] || echo no-network
[ -w /usr ] || [ -w /etc ] || echo read-only-root
[ -n "$(status CapEff | tr -d 0)" ] || echo no-capabilities
[ "$(status NoNewPrivs)" != 1 ] || echo no-new-privileges
[ "$(id -u)" = 0 ] || echo not-root
`;
/** tail keeps a line until it ends: it would use 256 MiB. */
const MEMORY_PROBE = "head -c 256M /dev/zero | tail | wc -c";
const UNBOUNDED_MEMORY = String(256 * 1024 * 1024);
const PROCESS_PROBE = "i=0; while [ $i -lt 60 ]; do sleep 1 & i=$((i+1)); done; wait; echo unbounded";

const LIMITS = { memoryMiB: 64, cpus: 1, pids: 32, wallSeconds: 60, silenceSeconds: 60 };
const ALL: readonly RunnerProperty[] = [
  "no-network",
  "read-only-root",
  "no-capabilities",
  "no-new-privileges",
  "not-root",
  "memory-limit",
  "process-limit",
  "adoption",
];

/** Runs small phases and tells what isolation holds here. Never throws for what the runner lacks. */
export async function testRunner(runner: Runner, options: TestRunnerOptions): Promise<RunnerTest> {
  let version: string | undefined;
  try {
    version = await runner.version();
    const probe = new Probe(runner, options);
    const holds = ALL.filter(await probe.holding());
    return {
      runner: runner.name,
      version,
      holds,
      lacks: ALL.filter((property) => !holds.includes(property)),
      problem: undefined,
    };
  } catch (error) {
    if (!(error instanceof RecipeError)) throw error;
    const problem = { message: error.message, hint: error.hint };
    return { runner: runner.name, version: undefined, holds: [], lacks: ALL, problem };
  } finally {
    await rm(options.directory, { recursive: true, force: true });
  }
}

class Probe {
  readonly #runner: Runner;
  readonly #options: TestRunnerOptions;

  constructor(runner: Runner, options: TestRunnerOptions) {
    this.#runner = runner;
    this.#options = options;
  }

  async holding(): Promise<(property: RunnerProperty) => boolean> {
    const found = new Set((await this.#run("probe", PROBE)).split("\n"));
    if ((await this.#run("memory", MEMORY_PROBE)).trim() !== UNBOUNDED_MEMORY) found.add("memory-limit");
    if (!(await this.#run("processes", PROCESS_PROBE)).includes("unbounded")) found.add("process-limit");
    if (found.has("adopted")) found.add("adoption");
    return (property) => found.has(property);
  }

  async #run(phase: string, script: string): Promise<string> {
    let output = "";
    const running = await this.#runner.start(await this.#phase(phase, script), ({ stream, text }) => {
      if (stream === "stdout") output += text;
    });
    try {
      if (phase === "probe" && (await this.#isAdopted(phase))) output += "\nadopted\n";
      const { exitCode } = await running.ended;
      if (phase !== "probe" || exitCode === 0) return output;
      throw new RecipeError(
        "ERR_RECIPE_RUNNER",
        `${this.#runner.name} cannot run a phase (exit code ${exitCode})`,
      );
    } finally {
      await running.remove();
    }
  }

  async #isAdopted(phase: string): Promise<boolean> {
    const adopted = await this.#runner.adopt(this.#options.lease, phase, () => undefined);
    await adopted?.ended;
    return adopted !== undefined;
  }

  async #phase(phase: string, script: string): Promise<PhaseRun> {
    const { directory, lease } = this.#options;
    const from = join(directory, phase);
    await mkdir(from, { recursive: true });
    // Containers run as somebody else, who has to come as far as this.
    await chmod(directory, 0o755);
    const to = this.#runner.isolates ? "/work" : from;
    return {
      lease,
      phase,
      command: ["sh", "-c", script],
      env: { PATH: "/usr/local/bin:/usr/bin:/bin" },
      cwd: to,
      mounts: [{ from, to, writable: true }],
      network: false,
      base: { kind: "host" },
      limits: LIMITS,
    };
  }
}
