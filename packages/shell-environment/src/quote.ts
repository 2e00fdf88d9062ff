import { ShellError } from "./errors.js";
import type { Shell } from "./shells.js";

/**
 * A text as a literal of a shell, in which nothing is expanded.
 * @throws ShellError ERR_SHELL_VALUE for a text that cannot be written there
 */
export function quote(text: string, shell: Shell): string {
  if (text.includes("\0")) throw unwritable(text, shell, "it holds a NUL");
  switch (shell) {
    case "bash":
    case "zsh":
    case "posix":
      return `'${text.replaceAll("'", "'\\''")}'`;
    case "fish":
      return `'${text.replace(/['\\]/g, "\\$&")}'`;
    case "powershell":
      // Typographic quotes end a string there too; doubled, each stands for itself.
      return `'${text.replace(/['\u2018-\u201b]/g, "$&$&")}'`;
    case "cmd":
      if (/["%\r\n]/.test(text))
        throw unwritable(text, shell, "cmd has no way to write a %, a quote or a line's end");
      return text;
    case "nushell":
    case "json":
      return JSON.stringify(text).replace(/\\u([0-9a-f]{4})/gi, shell === "json" ? "$&" : "\\u{$1}");
    case "dotenv":
      return quoteDotenv(text);
  }
}

/** The first kind of quotes that the text does not hold: no reader of such files knows escapes in all of them. */
function quoteDotenv(text: string): string {
  const mark = ["'", '"', "`"].find((one) => !text.includes(one));
  if (mark === undefined) throw unwritable(text, "dotenv", "it holds every kind of quotes");
  if (/[\r\n]/.test(text) || (mark === '"' && text.includes("\\"))) {
    throw unwritable(text, "dotenv", "it holds a line's end or a backslash beside quotes");
  }
  return `${mark}${text}${mark}`;
}

function unwritable(text: string, shell: Shell, why: string): ShellError {
  return new ShellError("ERR_SHELL_VALUE", `${JSON.stringify(text)} cannot be written for ${shell}: ${why}`, {
    hint: "choose a folder with a plainer name",
  });
}
