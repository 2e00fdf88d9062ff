import { type Command, formatTable, type Io, UsageError } from "@nodewright/command-line";
import {
  convertTarget,
  type Dialect,
  dialects,
  explainTarget,
  formatTarget,
  parseTarget,
} from "@nodewright/target-triple";
import { type Answer, eachInput } from "../each-input.js";

interface TargetFlags {
  readonly from?: Dialect;
  readonly to?: Dialect;
  readonly all?: boolean;
  readonly explain?: boolean;
  readonly json?: boolean;
}

export function addTarget(root: Command, io: Io, setExitCode: (code: number) => void): void {
  root
    .command("target")
    .description("read a target in any dialect and write it in another")
    .argument("<text...>", "spellings of targets; - for lines on standard input")
    .option("--from <dialect>", "the dialect of the text; detected when absent", readDialect)
    .option("--to <dialect>", "the dialect to write", readDialect)
    .option("--all", "write every dialect")
    .option("--explain", "say how the text was read, and who reads it otherwise")
    .option("--json", "one JSON object an input; with --all and --to the dialects are its keys")
    .addHelpText("after", `\nDialects: ${dialects.map(({ name }) => name).join(" ")}`)
    .action((inputs: readonly string[], flags: TargetFlags) =>
      eachInput({
        inputs,
        json: flags.json ?? false,
        io,
        setExitCode,
        answer: (text) => answer(text, flags),
      }),
    );
}

function answer(text: string, flags: TargetFlags): Answer {
  if (flags.explain === true) return explain(text, flags);
  if (flags.all === true) return spellAll(text, flags);
  if (flags.to !== undefined) return convert(text, { from: flags.from, to: flags.to });
  const { candidates, dialect, lossy, warnings } = parseTarget(text, flags.from);
  const names = candidates.map((target) => formatTarget(target));
  return {
    report: { target: lossy ? null : names[0], candidates: names, dialect, lossy, warnings },
    text: names.join(" "),
  };
}

function convert(
  text: string,
  { from, to }: { readonly from: Dialect | undefined; readonly to: Dialect },
): Answer {
  const spelling = convertTarget(text, { from, to });
  return {
    report: { [to]: spelling },
    text: spelling ?? `${text}: ${to} cannot say it`,
    isNegative: spelling === null,
  };
}

function spellAll(text: string, { from }: TargetFlags): Answer {
  const { spellings } = explainTarget(text, from);
  const entries = dialects.map(({ name }) => [name, spellings[name] ?? []] as const);
  return {
    report: Object.fromEntries(
      entries.map(([name, texts]) => [name, texts.length > 1 ? texts : (texts[0] ?? null)]),
    ),
    text: formatTable(
      entries.map(([name, texts]) => [name, texts.length > 0 ? texts.join(" ") : "-"]),
    ).trimEnd(),
  };
}

function explain(text: string, { from }: TargetFlags): Answer {
  const {
    candidates,
    dialect,
    lossy,
    warnings,
    readings,
    spellings,
    text: explanation,
  } = explainTarget(text, from);
  return {
    report: {
      candidates: candidates.map((target) => formatTarget(target)),
      dialect,
      lossy,
      warnings,
      readings: readings.map((reading) => ({
        dialect: reading.dialect,
        candidates: reading.candidates.map((target) => formatTarget(target)),
      })),
      spellings,
    },
    text: explanation,
  };
}

function readDialect(text: string): Dialect {
  const found = dialects.find(({ name }) => name === text);
  if (found !== undefined) return found.name;
  throw new UsageError(`there is no dialect ${JSON.stringify(text)}`, {
    hint: `one of ${dialects.map(({ name }) => name).join(", ")}`,
  });
}
