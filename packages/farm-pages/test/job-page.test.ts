import { logPath } from "@nodewright/build-farm";
import { expect, it } from "vitest";
import { jobPage } from "../src/job-page.js";
import { failBuild, startFarm, version } from "./support/farms.js";

it("says what became of a job, and what its log says", async () => {
  const farm = await startFarm();
  const job = await failBuild(farm, "");
  const history = await farm.queue.history(job.id);
  const log = { tail: "<b>\n", isWhole: false, firstError: { line: 3, text: "error: <T>" } };
  const page = jobPage({ name: "farm", job, history, log });
  for (const text of [
    `<h1>Job ${job.id}</h1>`,
    "<dd>failed</dd>",
    `<dd>${version}</dd>`,
    "<dd>make ended with &lt;2&gt;</dd>",
    "<p>Line 3:</p><pre>error: &lt;T&gt;</pre>",
    "<h2>End of the log</h2>",
    '<pre tabindex="0">&lt;b&gt;\n</pre>',
    `href="/${logPath(job)}"`,
    "<td>leased</td><td>failed</td><td>worker-1</td>",
  ])
    expect(page).toContain(text);
});

it("says so when there is no log yet, and shows no error that was not found", async () => {
  const farm = await startFarm();
  const job = await failBuild(farm, "");
  expect(jobPage({ name: "farm", job, history: [], log: undefined })).toContain("There is none yet.");
  const log = { tail: "done\n", isWhole: true, firstError: undefined };
  const page = jobPage({ name: "farm", job, history: [], log });
  expect(page).toContain("<h2>Log</h2>");
  expect(page).not.toContain("First error");
});
