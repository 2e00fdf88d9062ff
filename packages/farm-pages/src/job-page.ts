import { logPath, parseFarmJob } from "@nodewright/build-farm";
import type { Job, Transition } from "@nodewright/build-queue";
import { type Html, html } from "./html.js";
import { recipeOf } from "./job-table.js";
import { renderPage } from "./page.js";
import type { LogExcerpt } from "./read-log.js";
import { renderTime } from "./render-time.js";

/** What is known of a job. */
export interface JobView {
  /** The farm's. */
  readonly name: string;
  readonly job: Job;
  /** Oldest first. */
  readonly history: readonly Transition[];
  /** Undefined before it has written any. */
  readonly log: LogExcerpt | undefined;
}

/** A job: its state and why, the line that went wrong first, the end of its log, and its history. */
export function jobPage({ name, job, history, log }: JobView): string {
  const { version, recipe } = parseFarmJob(job);
  const main = html`<dl>
<dt>State</dt><dd>${job.state}</dd>
<dt>Step</dt><dd>${job.kind}</dd>
<dt>Version</dt><dd>${version}</dd>
<dt>Recipe</dt><dd>${recipeOf(job, recipe)}</dd>
<dt>Attempts</dt><dd>${job.attempts}</dd>
<dt>Worker</dt><dd>${job.worker ?? "–"}</dd>
<dt>Began</dt><dd>${renderTime(job.startedAt)}</dd>
<dt>Ended</dt><dd>${renderTime(job.endedAt)}</dd>
<dt>Reason</dt><dd>${job.reason ?? "–"}</dd>
</dl>
${logSection(job, log)}
${historyTable(history)}`;
  return renderPage({ title: `Job ${job.id}`, name, main });
}

function logSection(job: Job, log: LogExcerpt | undefined): Html {
  if (log === undefined) return html`<h2>Log</h2><p>There is none yet.</p>`;
  const { firstError, tail, isWhole } = log;
  const error =
    firstError === undefined
      ? html``
      : html`<h2>First error</h2><p>Line ${firstError.line}:</p><pre>${firstError.text}</pre>`;
  return html`${error}
<h2>${isWhole ? "Log" : "End of the log"}</h2>
<p><a href="/${logPath(job)}">The whole log</a></p>
<pre tabindex="0">${tail}</pre>`;
}

function historyTable(history: readonly Transition[]): Html {
  const rows = history.map(
    ({ at, from, to, by, reason }) => html`<tr>
<td>${renderTime(at)}</td><td>${from ?? "–"}</td><td>${to}</td><td>${by}</td><td>${reason}</td>
</tr>
`,
  );
  return html`<table>
<caption>History</caption>
<thead><tr>
<th scope="col">When</th><th scope="col">From</th><th scope="col">To</th><th scope="col">By</th>
<th scope="col">Reason</th>
</tr></thead>
<tbody>
${rows}</tbody>
</table>`;
}
