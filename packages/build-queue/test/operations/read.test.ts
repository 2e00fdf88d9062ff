import { expect, it } from "vitest";
import type { ListRequest } from "../../src/index.js";
import { onEveryEngine } from "../support/engines.js";
import { leaseOne, leaseOrder, pushAll, request } from "../support/jobs.js";

onEveryEngine("list", (open) => {
  it("filters by what a page shows", async () => {
    const queue = await open();
    await pushAll(
      queue,
      request("one", { group: "musl", subject: "v24.1.0 musl" }),
      request("two_%", { kind: "promote", subject: "v24.1.0 arm64", requires: ["x"] }),
      request("three", { group: "arm64", subject: "V22.0.0 arm64", requires: ["x"] }),
    );
    await leaseOne(queue, "w1");
    const keys = async (filter: ListRequest) =>
      (await queue.list({ order: "oldest", ...filter })).jobs.map(({ key }) => key);
    expect(await keys({})).toEqual(["one", "two_%", "three"]);
    expect(await keys({ states: ["leased", "failed"] })).toEqual(["one"]);
    expect(await keys({ states: [] })).toEqual([]);
    expect(await keys({ kinds: ["promote"] })).toEqual(["two_%"]);
    expect(await keys({ groups: ["musl", "arm64"] })).toEqual(["one", "three"]);
    expect(await keys({ subjects: ["v24.1.0 arm64"] })).toEqual(["two_%"]);
    expect(await keys({ worker: "w1" })).toEqual(["one"]);
    expect(await keys({ text: "v22" })).toEqual(["three"]);
    expect(await keys({ text: "_%" })).toEqual(["two_%"]);
    expect(await keys({ text: "arm64", kinds: ["build"] })).toEqual(["three"]);
    expect(await keys({ order: "newest" })).toEqual(["three", "two_%", "one"]);
  });

  it("gives pages that do not shift while jobs come", async () => {
    const queue = await open();
    await pushAll(queue, ...["a", "b", "c", "d", "e"].map((key) => request(key)));
    const first = await queue.list({ limit: 2 });
    await pushAll(queue, request("f"));
    const second = await queue.list({ limit: 2, after: first.next ?? "" });
    const third = await queue.list({ limit: 2, after: second.next ?? "" });
    expect([first, second, third].map(({ jobs }) => jobs.map(({ key }) => key).join(""))).toEqual([
      "ed",
      "cb",
      "a",
    ]);
    expect(third.next).toBeUndefined();
    await expect(queue.list({ after: "x" })).rejects.toMatchObject({ code: "ERR_QUEUE_REQUEST" });
  });

  it("shows what is leased next, page by page", async () => {
    const queue = await open();
    await pushAll(
      queue,
      request("a"),
      request("b", { priority: 2 }),
      request("c"),
      request("d", { priority: 2 }),
    );
    const shown: string[] = [];
    let after: string | undefined;
    do {
      const page = await queue.list({
        order: "queue",
        states: ["queued"],
        limit: 1,
        ...(after && { after }),
      });
      shown.push(...page.jobs.map(({ key }) => key));
      after = page.next;
    } while (after !== undefined);
    expect(shown).toEqual(["b", "d", "a", "c"]);
    expect(await leaseOrder(queue)).toEqual(shown);
  });
});

onEveryEngine("counts", (open) => {
  it("are by state, over all or within kinds or groups", async () => {
    const queue = await open();
    expect(await queue.counts()).toEqual([]);
    await pushAll(
      queue,
      request("a", { group: "g" }),
      request("b", { kind: "index" }),
      request("c", { kind: "index" }),
    );
    await leaseOne(queue);
    expect(await queue.counts()).toEqual([
      { value: "", state: "leased", count: 1 },
      { value: "", state: "queued", count: 2 },
    ]);
    expect(await queue.counts("kind")).toEqual([
      { value: "build", state: "leased", count: 1 },
      { value: "index", state: "queued", count: 2 },
    ]);
    expect(await queue.counts("group")).toEqual([
      { value: "", state: "queued", count: 2 },
      { value: "g", state: "leased", count: 1 },
    ]);
  });
});

onEveryEngine("get and find", (open) => {
  it("give nothing for what is not there", async () => {
    const queue = await open();
    expect(await queue.get(1)).toBeUndefined();
    expect(await queue.find("a")).toBeUndefined();
  });
});
