import { parseFarmJob } from "@nodewright/build-farm";
import type { Job } from "@nodewright/build-queue";
import { type Html, html } from "./html.js";
import { renderTime } from "./render-time.js";

/** Jobs, each with a link to its page; `empty` stands in the place of a table without rows. */
export function jobTable(caption: string, jobs: readonly Job[], empty: string): Html {
  if (jobs.length === 0) return html`<p>${empty}</p>`;
  return html`<div class="wide" role="region" aria-label="${caption}" tabindex="0">
<table>
<caption>${caption}</caption>
<thead><tr>
<th scope="col">Job</th><th scope="col">Step</th><th scope="col">Version</th><th scope="col">Recipe</th>
<th scope="col">State</th><th scope="col">Since</th><th scope="col">Worker</th><th scope="col">Reason</th>
</tr></thead>
<tbody>
${jobs.map(jobRow)}</tbody>
</table>
</div>`;
}

function jobRow(job: Job): Html {
  const { version, recipe } = parseFarmJob(job);
  return html`<tr>
<th scope="row"><a href="/jobs/${job.id}">${job.id}</a></th><td>${job.kind}</td><td>${version}</td>
<td>${recipeOf(job, recipe)}</td><td>${job.state}</td><td>${renderTime(job.changedAt)}</td>
<td>${job.worker}</td><td>${job.reason}</td>
</tr>
`;
}

/** A source is fetched for all recipes of a version. */
export function recipeOf({ kind }: Pick<Job, "kind">, recipe: string): string {
  return kind === "source" ? "all" : recipe;
}
