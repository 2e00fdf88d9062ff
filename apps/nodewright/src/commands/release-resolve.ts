import { type Command, type Io, UsageError } from "@nodewright/command-line";
import {
  parseIndex,
  type ReleaseRow,
  resolveRelease,
  type SpecDialect,
  specDialects,
} from "@nodewright/release-index";
import { snapshot } from "@nodewright/release-index/snapshot";
import { chooseTarget, type Target } from "@nodewright/target-triple";
import { type Answer, eachInput } from "../each-input.js";
import { readText } from "../read-input.js";

interface ResolveFlags {
  readonly dialect: SpecDialect;
  readonly target?: string;
  readonly index?: string;
  readonly at?: Date;
  readonly json?: boolean;
}

export function addResolve(release: Command, io: Io, setExitCode: (code: number) => void): void {
  release
    .command("resolve")
    .description("the release that a version word means")
    .argument("<spec...>", "version words; - for lines on standard input")
    .option(
      "--dialect <dialect>",
      `whose words they are: ${specDialects.join(", ")}`,
      readSpecDialect,
      "nodewright",
    )
    .option("--target <target>", "only releases built for this target")
    .option("--index <file or URL>", "index.json or index.tab; the bundled release table when absent")
    .option("--at <date>", "the day it is, for words about phases (default: today)", readDate)
    .option("--json", "one JSON object an input")
    .action(async (inputs: readonly string[], flags: ResolveFlags) => {
      const index = flags.index === undefined ? snapshot.rows : parseIndex(await readText(flags.index, io));
      const target = flags.target === undefined ? undefined : chooseTarget(flags.target);
      await eachInput({
        inputs,
        json: flags.json ?? false,
        io,
        setExitCode,
        answer: (spec) => answer(spec, { flags, index, target }),
      });
    });
}

function answer(
  spec: string,
  {
    flags,
    index,
    target,
  }: {
    readonly flags: ResolveFlags;
    readonly index: readonly ReleaseRow[];
    readonly target: Target | undefined;
  },
): Answer {
  const { row, version, line, dialect, reason, alternatives } = resolveRelease(spec, {
    index,
    dialect: flags.dialect,
    schedule: snapshot.schedule,
    now: flags.at ?? new Date(),
    ...(target === undefined ? {} : { target }),
  });
  return {
    report: { version, line, dialect, reason, row, alternatives: alternatives.map((other) => other.version) },
    text: `${version}  ${reason}`,
  };
}

function readSpecDialect(text: string): SpecDialect {
  const found = specDialects.find((dialect) => dialect === text);
  if (found !== undefined) return found;
  throw new UsageError(`there is no version dialect ${JSON.stringify(text)}`, {
    hint: `one of ${specDialects.join(", ")}`,
  });
}

export function readDate(text: string): Date {
  const date = new Date(text);
  if (!Number.isNaN(date.getTime())) return date;
  throw new UsageError(`${JSON.stringify(text)} is no date`, { hint: "write it as 2026-11-20" });
}
