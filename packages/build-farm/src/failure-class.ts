import type { FailureClass } from "@nodewright/build-queue";

const TIMEOUTS: ReadonlySet<string> = new Set([
  "ERR_RECIPE_TIMEOUT",
  "ERR_RECIPE_SILENT",
  "ERR_ARTIFACT_TIMEOUT",
]);

/**
 * Whether another try may help, by what an error says of itself: errors of recipes and farms have a class; network,
 * disk and system are the machine's; the rest is the build's.
 */
export function failureClassOf(error: unknown): Exclude<FailureClass, "lost"> {
  if (!(error instanceof Error)) return "build";
  const [code, own] = [textOf(error, "code"), textOf(error, "failureClass")];
  if (code !== undefined && TIMEOUTS.has(code)) return "timeout";
  if (own === "infra" || own === "build") return own;
  // Such as ENOSPC or ECONNRESET: what Node.js says of the system.
  if (code !== undefined && /^(?:ERR_(?:ARTIFACT|SOURCE|QUEUE)_|E[A-Z]+$)/.test(code)) return "infra";
  return "build";
}

function textOf(error: Error, key: string): string | undefined {
  const value: unknown = Reflect.get(error, key);
  return typeof value === "string" ? value : undefined;
}
