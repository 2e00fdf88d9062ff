import { styleText } from "node:util";
import { isColorful } from "./color.js";
import type { TextSink } from "./io.js";

/** An error as programs read it: `--json` prints `{"error": …}` of this shape. */
export interface ErrorReport {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

/** What an error says for people and programs; one without a `code` is a defect of ours and keeps its stack. */
export function describeError(error: unknown): ErrorReport {
  if (!(error instanceof Error)) return { code: "ERR_UNEXPECTED", message: String(error) };
  const code = readText(error, "code");
  const hint = readText(error, "hint");
  if (code === undefined) {
    return {
      code: "ERR_UNEXPECTED",
      message: error.stack ?? error.message,
      hint: "this is a defect of Nodewright: please report it with the lines above",
    };
  }
  return { code, message: error.message, ...(hint === undefined ? {} : { hint }) };
}

/** Writes `error:` and `hint:` lines. */
export function renderError(
  error: unknown,
  sink: TextSink,
  env: Readonly<Record<string, string | undefined>>,
): void {
  const { message, hint } = describeError(error);
  const paint = (style: "red" | "cyan", text: string): string =>
    isColorful(sink, env) ? styleText(style, text, { validateStream: false }) : text;
  sink.write(`${paint("red", "error:")} ${message}\n`);
  if (hint !== undefined) sink.write(`${paint("cyan", "hint:")} ${hint}\n`);
}

function readText(error: Error, key: "code" | "hint"): string | undefined {
  const value: unknown = Reflect.get(error, key);
  return typeof value === "string" ? value : undefined;
}
