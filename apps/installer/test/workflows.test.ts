import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { scratch } from "./support/mirror.js";
import { run } from "./support/run.js";

const readText = (path: string): string =>
  readFileSync(fileURLToPath(new URL(path, import.meta.url)), "utf8");
const file = readText("../../../.github/workflows/definitions.yml");
const snippets = [...readText("../README.md").matchAll(/```yaml\n(.*?)```/gs)].map((match) => match[1] ?? "");

interface Workflow {
  readonly on: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly steps?: readonly { readonly uses?: string; readonly run?: string }[];
}

/** Commands of ours in a workflow: the program, the command and its long options. */
function commandsOf(
  workflow: Workflow,
): (readonly [program: string, command: string, options: readonly string[]])[] {
  const steps = Object.values(workflow.jobs).flatMap(({ steps = [] }) => steps);
  return steps.flatMap(({ run: script = "" }) =>
    script.split("\n").flatMap((line) => {
      const [, program, command, rest] = /\s(nodewright(?:-\w+)?) ([\w-]+)(.*)$/.exec(line) ?? [];
      if (program === undefined || command === undefined) return [];
      return [
        [program, command, [...(rest ?? "").matchAll(/\s(--[\w-]+)/g)].map((match) => match[1] ?? "")],
      ] as const;
    }),
  );
}

const definitions = fileURLToPath(new URL("../bin/nodewright-definitions.js", import.meta.url));

describe.each([
  ["definitions.yml", file],
  ...snippets.map((text, index) => [`README, snippet ${index + 1}`, text]),
])("%s", (_, text = "") => {
  const workflow: Workflow = parse(text);

  it("is a workflow with jobs of steps, or one that calls another", () => {
    expect(workflow.on).toBeDefined();
    for (const job of Object.values(workflow.jobs)) {
      expect(job.uses ?? job.steps?.length).toBeTruthy();
      for (const step of job.steps ?? []) expect(step.uses ?? step.run).toBeTruthy();
    }
  });

  it("calls commands and options that there are", async () => {
    const home = await scratch();
    for (const [program, command, options] of commandsOf(workflow)) {
      const bin = program === "nodewright-definitions" ? definitions : undefined;
      const { code, stdout } = await run([command, "--help"], { home: home.path, bin });
      expect([command, code]).toEqual([command, 0]);
      for (const option of options) expect(stdout).toContain(option);
    }
    await home[Symbol.asyncDispose]();
  });
});

describe("the workflow that others call", () => {
  const { inputs } = parse(file).on.workflow_call;

  it("runs update and lint", () => {
    const commands = commandsOf(parse(file)).map(([program, command]) => `${program} ${command}`);
    expect(commands).toEqual(["nodewright-definitions update", "nodewright-definitions lint"]);
  });

  it("has the inputs that the README gives it, and takes none into a script", () => {
    const calls = snippets.map((text): Workflow => parse(text)).flatMap(({ jobs }) => Object.values(jobs));
    const given = calls.filter(({ uses }) => uses?.includes("/definitions.yml@"));
    expect(given).toHaveLength(1);
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(given[0]?.with ?? {})));
    const job: Job = parse(file).jobs.update;
    for (const { run: script = "" } of job.steps ?? []) expect(script).not.toContain("${{");
  });
});
