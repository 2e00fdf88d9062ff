import { type Command, type Io, UsageError } from "@nodewright/command-line";
import { formatIndex, type IndexFormat, parseIndex } from "@nodewright/release-index";
import { readText } from "../read-input.js";

export function addIndex(release: Command, io: Io): void {
  release
    .command("index")
    .description("rewrite a release index in the other form, byte for byte as nodejs.org writes it")
    .argument("<file>", "index.json or index.tab: a file, a URL, or - for standard input")
    .requiredOption("--to <format>", "json or tab", readFormat)
    .action(async (file: string, { to }: { readonly to: IndexFormat }) => {
      io.stdout.write(formatIndex(parseIndex(await readText(file, io)), to));
    });
}

function readFormat(text: string): IndexFormat {
  if (text === "json" || text === "tab") return text;
  throw new UsageError(`there is no index format ${JSON.stringify(text)}`, { hint: "json or tab" });
}
