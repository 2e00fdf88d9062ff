import type { Command, Option } from "commander";

/** One word that could stand here. */
export interface Candidate {
  readonly value: string;
  readonly description?: string | undefined;
}

/** What is being typed: the value of an option or of an argument, by its name (`target`, `spec`). */
export interface CompletionPlace {
  /** The commands on the way, without the program's own name. */
  readonly commands: readonly string[];
  readonly name: string;
}

/** Values that are known at run time alone; undefined where files are meant. */
export type Suggest = (place: CompletionPlace) => Promise<readonly Candidate[] | undefined>;

export interface Completion {
  readonly candidates: readonly Candidate[];
  /** Whether names of files could stand here too. */
  readonly isFile: boolean;
}

const nothing: Completion = { candidates: [], isFile: false };
const files: Completion = { candidates: [], isFile: true };

/**
 * What could stand at the end of a command line.
 * @param words those after the program's name; the last is the one that is being typed, perhaps empty
 */
export async function complete(
  root: Command,
  words: readonly string[],
  suggest: Suggest = async () => undefined,
): Promise<Completion> {
  const place = locate(root, words.slice(0, -1));
  const word = words.at(-1) ?? "";
  if (place === undefined) return files;
  const { awaited } = place;
  if (awaited !== undefined) return startingWith(word, await valuesOf(awaited, place, suggest));
  const [name, value] = word.split(/=(.*)/s);
  const option = value === undefined ? undefined : findOption(place, name ?? "");
  if (option !== undefined) return prefixed(`${name}=`, value ?? "", await valuesOf(option, place, suggest));
  if (word.startsWith("-")) return startingWith(word, { candidates: optionsOf(place), isFile: false });
  return startingWith(word, await operands(place, suggest));
}

interface Place {
  readonly path: readonly Command[];
  readonly command: Command;
  /** How many arguments stand before. */
  readonly count: number;
  /** The option whose value comes next. */
  readonly awaited: Option | undefined;
  readonly used: ReadonlySet<Option>;
}

/** Where the words lead; undefined behind `--`, where another program's words begin. */
function locate(root: Command, words: readonly string[]): Place | undefined {
  let place: Place = { path: [], command: root, count: 0, awaited: undefined, used: new Set() };
  for (const word of words) {
    if (word === "--" && place.awaited === undefined) return undefined;
    place = step(place, word);
  }
  return place;
}

function step(place: Place, word: string): Place {
  if (place.awaited !== undefined) return { ...place, awaited: undefined };
  if (word.startsWith("-")) {
    const option = findOption(place, word.split("=")[0] ?? "");
    if (option === undefined) return place;
    const takesNext = !word.includes("=") && option.required;
    const used = option.variadic ? place.used : new Set([...place.used, option]);
    return { ...place, used, awaited: takesNext ? option : undefined };
  }
  const child = place.count === 0 ? place.command.commands.find((one) => one.name() === word) : undefined;
  if (child === undefined) return { ...place, count: place.count + 1 };
  return { path: [...place.path, child], command: child, count: 0, awaited: undefined, used: new Set() };
}

function visibleOptions(command: Command): readonly Option[] {
  return command.createHelp().visibleOptions(command);
}

function findOption({ command }: Place, name: string): Option | undefined {
  return visibleOptions(command).find(({ long, short }) => long === name || short === name);
}

function optionsOf({ command, used }: Place): Candidate[] {
  return visibleOptions(command)
    .filter((option) => !used.has(option))
    .map(({ long, short, description }) => ({ value: long ?? short ?? "", description }));
}

async function valuesOf(option: Option, { path }: Place, suggest: Suggest): Promise<Completion> {
  if (option.argChoices !== undefined) {
    return { candidates: option.argChoices.map((value) => ({ value })), isFile: false };
  }
  const place = { commands: path.map((one) => one.name()), name: option.name() };
  return fromSuggested(await suggest(place));
}

async function operands({ path, command, count }: Place, suggest: Suggest): Promise<Completion> {
  const commands = count > 0 ? [] : command.createHelp().visibleCommands(command);
  if (commands.length > 0) {
    const candidates = commands.map((one) => ({ value: one.name(), description: one.description() }));
    return { candidates, isFile: false };
  }
  const all = command.registeredArguments;
  const argument = all[count] ?? (all.at(-1)?.variadic === true ? all.at(-1) : undefined);
  if (argument === undefined) return nothing;
  if (argument.argChoices !== undefined) {
    return { candidates: argument.argChoices.map((value) => ({ value })), isFile: false };
  }
  return fromSuggested(await suggest({ commands: path.map((one) => one.name()), name: argument.name() }));
}

function fromSuggested(candidates: readonly Candidate[] | undefined): Completion {
  return candidates === undefined ? files : { candidates, isFile: false };
}

function startingWith(word: string, { candidates, isFile }: Completion): Completion {
  return { candidates: candidates.filter(({ value }) => value.startsWith(word)), isFile };
}

function prefixed(prefix: string, word: string, completion: Completion): Completion {
  const { candidates } = startingWith(word, completion);
  return {
    candidates: candidates.map(({ value, description }) => ({ value: `${prefix}${value}`, description })),
    isFile: false,
  };
}

/** What a shell's script reads: a line a candidate, its description behind a tab; at the end whether files count. */
export function formatCompletion({ candidates, isFile }: Completion): string {
  const lines = candidates.map(({ value, description = "" }) =>
    `${value}\t${description}`.trimEnd().replaceAll("\n", " "),
  );
  return [...lines, isFile ? ":files" : ":none", ""].join("\n");
}
