import type { Cell, FarmStatus } from "@nodewright/build-farm";
import type { Worker } from "@nodewright/build-queue";
import { type Html, html } from "./html.js";
import { jobTable } from "./job-table.js";
import { renderPage } from "./page.js";
import { renderTime } from "./render-time.js";

/** The first page: each target of each version, what runs, what waits, and who works. */
export function statusPage(status: FarmStatus): string {
  const main = html`<p>As of ${renderTime(new Date(status.generatedAt))}. ${summaryOf(status)}</p>
${matrixTable(status)}
${jobTable("Running", status.running, "Nothing runs.")}
${jobTable("Queue, in the order in which it will be done", status.waiting, "Nothing waits.")}
${workerTable(status.workers)}`;
  return renderPage({ title: "Status", name: status.name, main });
}

function summaryOf({ counts, freeBytes, minFreeBytes }: FarmStatus): string {
  const jobs = Object.entries(counts).map(([state, count]) => `${count} ${state}`);
  const space = `${(freeBytes / 1e9).toFixed(1)} GB free`;
  const low = freeBytes < minFreeBytes ? ", too little: no work is taken" : "";
  return `Jobs: ${jobs.join(", ") || "none"}. ${space}${low}.`;
}

const words: Readonly<Record<Cell["state"], string>> = {
  published: "published",
  queued: "queued",
  building: "building",
  failed: "failed",
  gated: "not built",
  none: "–",
};

function matrixTable({ versions, recipes, matrix }: FarmStatus): Html {
  if (versions.length === 0) return html`<p>No version is published or queued.</p>`;
  const rows = versions.map(
    (version) => html`<tr>
<th scope="row">${version}</th>${recipes.map((recipe) => matrixCell(matrix[recipe]?.[version]))}
</tr>
`,
  );
  return html`<div class="wide" role="region" aria-label="Versions and targets" tabindex="0">
<table>
<caption>Versions and targets</caption>
<thead><tr>
<th scope="col">Version</th>${recipes.map((recipe) => html`<th scope="col">${recipe}</th>`)}
</tr></thead>
<tbody>
${rows}</tbody>
</table>
</div>`;
}

function matrixCell(cell: Cell = { state: "none" }): Html {
  const word = words[cell.state];
  const text = cell.job === undefined ? html`${word}` : html`<a href="/jobs/${cell.job}">${word}</a>`;
  const title = cell.reason === undefined ? html`` : html` title="${cell.reason}"`;
  return html`<td class="${cell.state}"${title}>${text}</td>`;
}

function workerTable(workers: readonly Worker[]): Html {
  if (workers.length === 0) return html`<p>No worker has been seen.</p>`;
  const rows = workers.map(
    ({ name, labels, draining, leased, seenAt }) => html`<tr>
<th scope="row">${name}</th><td>${labels.join(", ")}</td><td>${leased}</td>
<td>${draining ? "draining" : "takes work"}</td><td>${renderTime(seenAt)}</td>
</tr>
`,
  );
  return html`<table>
<caption>Workers</caption>
<thead><tr>
<th scope="col">Name</th><th scope="col">Labels</th><th scope="col">Jobs</th><th scope="col">State</th>
<th scope="col">Last seen</th>
</tr></thead>
<tbody>
${rows}</tbody>
</table>`;
}
