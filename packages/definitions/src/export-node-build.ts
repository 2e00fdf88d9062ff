import { DefinitionError } from "./errors.js";
import { exportChannel } from "./export-channel.js";
import { quoteWord } from "./shell-words.js";
import type { ArchiveSource, Definition, DefinitionNotice, InstallDefinition, Package } from "./types.js";

const HOOKS: Readonly<Record<DefinitionNotice, string>> = {
  "end-of-life": "warn_eol",
  maintenance: "warn_lts_maintenance",
};

/**
 * Writes a definition as a file that node-build itself accepts. Reading it again
 * (`importNodeBuildDefinition`) gives an equal definition.
 *
 * @throws DefinitionError `ERR_DEFINITION_EXPORT` for a text that cannot stand in a line of bash.
 */
export function exportNodeBuildDefinition(definition: Definition): string {
  if (definition.kind === "channel") {
    assertSayable(definition.name, [
      definition.baseUrl,
      definition.filter,
      definition.label,
      ...definition.steps,
    ]);
    return exportChannel(definition);
  }
  const { notice, messages, binaries, packages } = definition;
  assertSayable(definition.name, textsOf(definition));
  const sections = [
    notice ? [hook(notice)] : [],
    messages.map((message) => `echo ${quoteWord(message)}`),
    binaries.map((binary) => `binary ${binary.platform} ${location(binary)}`),
    packages.map(packageLine),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function hook(notice: DefinitionNotice): string {
  return `before_install_package() {\n  build_package_${HOOKS[notice]} "$1"\n}`;
}

function packageLine({ name, source, steps }: Package): string {
  const tail = steps.map((step) => ` ${step}`).join("");
  if (source && "git" in source) {
    return `install_git ${quoteWord(name)} ${quoteWord(source.git)} ${quoteWord(source.ref)}${tail}`;
  }
  return `install_package ${quoteWord(name)} ${location(source)}${tail}`;
}

function location(source: ArchiveSource | undefined): string {
  if (!source) return quoteWord("#");
  return quoteWord(source.digest === undefined ? source.url : `${source.url}#${source.digest}`);
}

function* textsOf({ messages, binaries, packages }: InstallDefinition): Generator<string> {
  for (const message of messages) {
    yield message;
    // bash's echo would take it for an option.
    if (message.startsWith("-")) yield "\n";
  }
  for (const { platform, url, digest = "" } of binaries) {
    yield* [url, digest];
    yield* bareWord(platform);
  }
  for (const { name, source, steps } of packages) {
    yield name;
    if (source) yield* "git" in source ? [source.git, source.ref] : [source.url, source.digest ?? ""];
    for (const step of steps) yield* bareWord(step);
  }
}

/** A platform or a step stands without quotes. */
function bareWord(text: string): readonly string[] {
  return /^[A-Za-z0-9_+./-]+$/.test(text) && text !== "--if" ? [text] : ["\n"];
}

function assertSayable(name: string, texts: Iterable<string>): void {
  for (const text of texts) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a control character would end or garble a line.
    if (!/[\u0000-\u001f\u007f]/.test(text)) continue;
    throw new DefinitionError(
      "ERR_DEFINITION_EXPORT",
      `cannot write ${name} for node-build: a text in it cannot stand in a line of bash`,
      {
        hint: "Texts have no control characters, messages begin with no dash, steps and platforms are plain words.",
      },
    );
  }
}
