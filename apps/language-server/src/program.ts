import { createProgram, type Program, packageVersion, toProgram, UsageError } from "@nodewright/command-line";
import { type ServeOptions, serve } from "./serve.js";

/** `nodewright-language-server`: the option table. */
export function createServerProgram({ input, output }: Pick<ServeOptions, "input" | "output">): Program {
  return toProgram((io) => {
    const version = packageVersion(new URL("../package.json", import.meta.url));
    return createProgram({
      name: "nodewright-language-server",
      description: "Targets, ABIs and Node.js releases in editors, by the Language Server Protocol.",
      version,
    })
      .option("--stdio", "speak on standard input and output, as editors ask for it")
      .action(async ({ stdio }: { readonly stdio?: true }) => {
        if (!stdio) {
          throw new UsageError("it is editors that start a language server", {
            hint: "the README says how for each: it is `nodewright-language-server --stdio`",
          });
        }
        await serve({ input, output, version, now: () => new Date(), signal: io.signal }).closed;
      });
  });
}
