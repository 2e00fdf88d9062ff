import { MAX_BEFORE, type Spot } from "../spot.js";
import { linesOf, wordsOfLine } from "./line-files.js";

/** The platforms of `binary <platform> <url>` in a definition of node-build's. */
export function readNodeBuild(text: string): Spot[] {
  const before: string[] = [];
  return linesOf(text).flatMap((line): Spot[] => {
    const [command, platform] = wordsOfLine(line);
    if (command?.text !== "binary") return [];
    const end = line.start + line.text.length;
    const word = platform ?? { text: "", start: end, end };
    if (platform === undefined && end === command.end) return [];
    const spot: Spot = {
      topic: { kind: "target", dialect: "nodeBuild" },
      ...word,
      before: before.slice(0, MAX_BEFORE),
    };
    before.push(word.text);
    return [spot];
  });
}
