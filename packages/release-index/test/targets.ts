import { parseTarget, type Target } from "@nodewright/target-triple";

/** The one target of a canonical text. */
export function target(text: string): Target {
  const [only, ...others] = parseTarget(text, "canonical").candidates;
  if (!only || others.length > 0) throw new Error(`${text} is not one target`);
  return only;
}
