import { logPath } from "@nodewright/build-farm";
import { expect, it } from "vitest";
import { publicJob } from "../src/public-job.js";
import { failBuild, startFarm, version } from "./support/farms.js";

it("has what is known of a job as JSON says it", async () => {
  const job = await failBuild(await startFarm(), "");
  expect(JSON.parse(JSON.stringify(publicJob(job)))).toMatchObject({
    id: job.id,
    kind: "build",
    state: "failed",
    version,
    recipe: "stand-in",
    revision: 1,
    failureClass: "build",
    reason: "make ended with <2>",
    worker: "worker-1",
    startedAt: job.startedAt?.toISOString(),
    log: `/${logPath(job)}`,
  });
});
