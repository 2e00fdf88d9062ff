import { expect, test } from "vitest";
import { GRAMMARS } from "../src/grammars.js";
import { dialects, formatTarget, listTargets, parseTarget } from "../src/index.js";

test("a grammar does not contradict its column: where it reads one of its texts, it reads that target into it", () => {
  for (const { name } of dialects) {
    for (const target of listTargets()) {
      const text = formatTarget(target, name);
      const texts = text === null ? [] : (GRAMMARS[name]?.(text)?.texts ?? []);
      if (texts.length === 0) continue;
      const found = texts.flatMap((one) => (isRead(one, name) ? parseTarget(one, name).candidates : []));
      expect([name, text, found.includes(target)]).toEqual([name, text, true]);
    }
  }
});

function isRead(text: string, name: (typeof dialects)[number]["name"]): boolean {
  return listTargets().some((target) => formatTarget(target, name) === text);
}
