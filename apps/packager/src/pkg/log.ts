import { isColorful, type TextSink } from "@nodewright/command-line";

/** What `pkg` prints, in its form: scripts read it. */
export interface PkgLog {
  debugMode: boolean;
  info(text: string, lines?: Lines): void;
  warn(text: string, lines?: Lines): void;
  error(text: string, lines?: Lines): void;
  debug(text: string, lines?: Lines): void;
}

type Lines = string | readonly string[];

export function createLog(out: TextSink, env: Readonly<Record<string, string | undefined>>): PkgLog {
  const colorful = isColorful(out, env);
  const paint = (code: number, text: string): string =>
    colorful ? `\u001b[${code}m${text}\u001b[39m` : text;
  const write = (text: string, lines: Lines = []): void => {
    const rest = [lines].flat().map((line) => `\n  ${line}`);
    out.write(`> ${text}${rest.join("")}\n`);
  };
  return {
    debugMode: false,
    info: write,
    warn: (text, lines) => write(`${paint(34, "Warning")} ${text}`, lines),
    error: (text, lines) => write(`${paint(31, "Error!")} ${text}`, lines),
    debug(text, lines) {
      if (this.debugMode) write(`${paint(32, "[debug]")} ${text}`, lines);
    },
  };
}
