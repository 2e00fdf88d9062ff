import type { CommandContext } from "../context.js";

const withSlashes = (value: unknown): unknown =>
  typeof value === "string" ? value.replaceAll("\\", "/") : value;

/** Prints all variables as JSON, or the one that the last word names. */
export async function reveal({ run, plan, print }: CommandContext): Promise<void> {
  const key = run.argv.at(-1) ?? "";
  const value = Object.entries(plan.variables).find(([name]) => name === key);
  if (value === undefined) print(JSON.stringify(plan.variables, (_, one) => withSlashes(one), 2));
  else print(String(withSlashes(value[1] ?? "")));
}
