import type { TextSink } from "./io.js";

/** Colours only on a terminal, unless FORCE_COLOR asks for them; never with NO_COLOR (no-color.org) or TERM=dumb. */
export function isColorful(sink: TextSink, env: Readonly<Record<string, string | undefined>>): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== "0" && env.FORCE_COLOR !== "false";
  return sink.isTTY === true && env.TERM !== "dumb";
}
