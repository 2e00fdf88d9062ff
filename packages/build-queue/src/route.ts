import { createHash } from "node:crypto";

/** What decides which workers may have a job: jobs that agree in it wait in one line. */
export interface Route {
  readonly route: string;
  readonly group: string | undefined;
  readonly requires: readonly string[];
}

/** The route of a job's group and labels; the order of the labels is of no matter. */
export function routeOf(group: string | undefined, requires: readonly string[]): Route {
  const labels = [...new Set(requires)].sort();
  const text = JSON.stringify([group ?? null, labels]);
  const digest = createHash("sha256").update(text).digest("hex");
  return { route: `route-${digest.slice(0, 24)}`, group, requires: labels };
}

/** Whether a worker carries every label that the route asks for. */
export function isCarried(requires: readonly string[], labels: readonly string[]): boolean {
  return requires.every((label) => labels.includes(label));
}
