import { expect, it } from "vitest";
import { onEveryEngine } from "./support/engines.js";
import { request } from "./support/jobs.js";

onEveryEngine("a closed queue", (open) => {
  it("refuses everything, and may be closed again", async () => {
    const queue = await open();
    await queue.close();
    await queue.close();
    const refused = { code: "ERR_QUEUE_CLOSED" };
    await expect(queue.push([request("a")])).rejects.toMatchObject(refused);
    await expect(queue.lease({ worker: "w", labels: [] })).rejects.toMatchObject(refused);
    await expect(queue.counts()).rejects.toMatchObject(refused);
  });
});
