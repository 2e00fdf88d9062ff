import { openQueue } from "@nodewright/build-queue";

/** One worker: leases and completes until nothing is left; says how many jobs it did and in which time. */
const [url = "", worker = "", slots = "1", label = ""] = process.argv.slice(2);
const queue = await openQueue({ url });
await queue.counts();
process.send?.("ready");
await new Promise((go) => process.once("message", go));
const started = performance.now();
let done = 0;
for (;;) {
  const leases = await queue.lease({ worker, labels: [label, "x64"], limit: Number(slots) });
  if (leases.length === 0) break;
  await queue.completeAll(leases.map((lease) => ({ lease, result: { done: true } })));
  done += leases.length;
}
const seconds = (performance.now() - started) / 1_000;
await queue.close();
process.send?.({ done, seconds }, () => process.disconnect());
