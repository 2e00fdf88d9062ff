import { JOB_STATES, type JobPage, type JobState } from "@nodewright/build-queue";
import { html } from "./html.js";
import { jobTable } from "./job-table.js";
import { renderPage } from "./page.js";

export interface JobsPageOptions {
  /** The farm's. */
  readonly name: string;
  /** What the list was narrowed to; undefined for all. */
  readonly state: JobState | undefined;
}

/** A page of the list of jobs, the newest first. */
export function jobsPage({ jobs, next }: JobPage, { name, state }: JobsPageOptions): string {
  const options = JOB_STATES.map(
    (one) => html`<option${one === state ? html` selected` : html``}>${one}</option>`,
  );
  const query = new URLSearchParams({
    ...(state === undefined ? {} : { state }),
    ...(next === undefined ? {} : { after: next }),
  });
  const older = next === undefined ? html`` : html`<p><a href="/jobs?${query.toString()}">Older jobs</a></p>`;
  const main = html`<form>
<label for="state">State</label>
<select id="state" name="state"><option value="">all</option>${options}</select>
<button>Show</button>
</form>
${jobTable("Jobs, the newest first", jobs, "There are no such jobs.")}
${older}`;
  return renderPage({ title: "Jobs", name, main });
}
