import { MAX_BEFORE, type Spot } from "../spot.js";
import { readYaml } from "./yaml-outline.js";

/** The platforms of `binaries` in a definition of ours: a JSON text is a YAML text. */
export function readDefinition(text: string): Spot[] {
  const before: string[] = [];
  return readYaml(text).flatMap(({ path, text: word, start, end }): Spot[] => {
    const [list, , key, ...deeper] = path;
    if (list !== "binaries" || key !== "platform" || deeper.length > 0) return [];
    const spot: Spot = {
      topic: { kind: "target", dialect: "nodeBuild" },
      text: word,
      start,
      end,
      before: before.slice(0, MAX_BEFORE),
    };
    before.push(word);
    return [spot];
  });
}
