import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { builtAddon, FOR_LINUX } from "./support/addon.js";
import { runBin } from "./support/run.js";

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly steps: readonly Step[];
  readonly if?: string;
}

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const text = readFileSync(new URL("../../../.github/workflows/prebuilds.yml", import.meta.url), "utf8");
const workflow: {
  readonly on: {
    readonly workflow_call: {
      readonly inputs: Readonly<Record<string, { readonly type: string; readonly default: string }>>;
      readonly secrets: object;
    };
  };
  readonly jobs: { readonly build: Job; readonly publish: Job };
} = parse(text);
const { inputs, secrets } = workflow.on.workflow_call;

/** The commands that a job runs, shell variables filled in. */
function commandsOf({ steps }: Job, variables: Readonly<Record<string, string>>): string[] {
  return steps
    .flatMap(({ run }) => (run === undefined ? [] : [run]))
    .map((command) => command.replace(/"?\$([A-Z]+)"?/g, (_, name: string) => variables[name] ?? ""));
}

describe("the reusable workflow", () => {
  it("asks for nothing that it does not declare", () => {
    const used = [...text.matchAll(/inputs\.([\w-]+)/g)].map((match) => match[1] ?? "");
    expect(new Set(used)).toEqual(new Set(Object.keys(inputs)));
    const wanted = [...text.matchAll(/secrets\.(\w+)/g)].map((match) => match[1] ?? "");
    expect(new Set(wanted)).toEqual(new Set(Object.keys(secrets)));
  });

  it("puts no expression into a shell", () => {
    const steps = [...workflow.jobs.build.steps, ...workflow.jobs.publish.steps];
    expect(steps.filter(({ run }) => run?.includes("${{"))).toEqual([]);
  });

  it("has a matrix of JSON with glibc, musl, macOS and Windows", () => {
    const rows: readonly { readonly os: string; readonly container?: string }[] = JSON.parse(
      inputs.matrix?.default ?? "",
    );
    const names = rows.map(({ os, container = "" }) => `${os} ${container}`).join("\n");
    expect(names).toMatch(/ubuntu.*arm.*alpine.*macos.*windows/s);
  });

  it("publishes a tag, or a commit by keyword", () => {
    expect(workflow.jobs.publish.if).toContain("refs/tags/v");
    expect(workflow.jobs.publish.if).toContain("inputs.keyword");
  });

  it("runs commands that there are: packs and publishes a real addon", async () => {
    const cwd = builtAddon();
    const [, pack = ""] = commandsOf(workflow.jobs.build, { OPTIONS: FOR_LINUX.join(" ") }).slice(-2);
    const words = pack.replace(/^npx node-pre-gyp /, "").split(" ");
    // There is nothing to compile here: the addon is built, and for Linux.
    expect(words.slice(0, 3)).toEqual(["rebuild", "package", "testpackage"]);
    expect(await runBin("node-pre-gyp", ["package", ...words.slice(3)], { cwd })).toMatchObject({
      exitCode: 0,
    });
    const place = join(cwd, "place");
    const publish = commandsOf(workflow.jobs.publish, { PLACE: place }).at(-1) ?? "";
    const [npx, name, ...rest] = publish.split(" ");
    expect([npx, name]).toEqual(["npx", "nodewright-prebuild"]);
    const published = await runBin("nodewright-prebuild", rest, { cwd });
    expect(published).toMatchObject({ exitCode: 0, stderr: expect.stringContaining(`published ${place}`) });
  });

  it("is called in the README with inputs and secrets that it has", () => {
    const example = /```yaml\n(.*?)```/s.exec(readme)?.[1] ?? "";
    const { jobs } = parse(example);
    const [call] = Object.values<{ uses: string; with?: object; secrets?: object }>(jobs);
    expect(call?.uses).toContain("/.github/workflows/prebuilds.yml@");
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(call?.with ?? {})));
    expect(Object.keys(secrets)).toEqual(expect.arrayContaining(Object.keys(call?.secrets ?? {})));
  });
});
