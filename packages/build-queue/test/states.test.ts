import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { JOB_STATES, type JobState, TRANSITIONS } from "../src/index.js";

const README = readFileSync(new URL("../README.md", import.meta.url), "utf8");

/** The README's table of states, as it would be written from ours. */
function tableRow(state: JobState): RegExp {
  const next = TRANSITIONS[state].map((to) => `\`${to}\``).join(", ") || "-";
  return new RegExp(`^\\| \`${state}\` \\| [^|]+ \\| ${next} \\|`, "m");
}

describe("states", () => {
  it.each(JOB_STATES)("%s is in the README with what it can become", (state) => {
    expect(README).toMatch(tableRow(state));
  });

  it("can all be reached from the three that a job begins in", () => {
    const reached = new Set<JobState>(["blocked", "delayed", "queued"]);
    for (const state of reached) for (const next of TRANSITIONS[state]) reached.add(next);
    expect([...reached].toSorted()).toEqual(JOB_STATES.toSorted());
  });
});
