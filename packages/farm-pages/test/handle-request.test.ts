import { mkdirSync, symlinkSync } from "node:fs";
import { logPath } from "@nodewright/build-farm";
import { describe, expect, it } from "vitest";
import { ask } from "./support/ask.js";
import { failBuild, hostileName, startFarm, startServer, version, writeBelow } from "./support/farms.js";

describe("pages", () => {
  it("shows the farm, its jobs and a job, without markup of others", async () => {
    const farm = await startFarm();
    const job = await failBuild(farm, "compiling <x>\nx.cc:1:2: error: <script>\nmake: *** Error 1\n");
    const url = await startServer(farm);
    const pages = await Promise.all(["/", "/jobs", `/jobs/${job.id}`].map((path) => ask(url, path)));
    for (const { status, headers, text } of pages) {
      expect([status, headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
      expect(text).toContain("&lt;script&gt;alert(&quot;farm&quot;)&lt;/script&gt; &amp; sons");
      expect(text).not.toContain("<script");
    }
    expect(pages[2]?.text).toContain("<p>Line 2:</p><pre>x.cc:1:2: error: &lt;script&gt;</pre>");
    expect((await ask(url, "/jobs?state=failed")).text).toContain(`/jobs/${job.id}`);
    expect((await ask(url, "/jobs?state=succeeded")).text).not.toContain(`/jobs/${job.id}`);
  });

  it.each([
    ...["/none", "/jobs/", "/jobs/0", "/jobs/x", "/jobs/1/2", "/jobs?state=none", "/jobs?after=%00"],
    ...["/api", "/api/none", "/api/jobs/999", "/farm.json", "/keys/signing.private.asc", "//download/"],
  ])("has no %s", async (path) => {
    const farm = await startFarm();
    expect((await ask(await startServer(farm), path)).status).toBe(404);
  });

  it("refuses what cannot be read, and what would change something", async () => {
    const url = await startServer(await startFarm());
    expect((await ask(url, "/download/%E0%A4%A")).status).toBe(400);
    const posted = await ask(url, "/jobs", { method: "POST" });
    expect([posted.status, posted.headers.allow]).toEqual([405, "GET, HEAD"]);
  });
});

describe("JSON", () => {
  it("has the state of the farm, and its jobs", async () => {
    const farm = await startFarm();
    const job = await failBuild(farm, "");
    const url = await startServer(farm);
    const json = async (path: string): Promise<unknown> => JSON.parse((await ask(url, path)).text);
    expect(await json("/api/status")).toMatchObject({
      name: hostileName,
      matrix: { "stand-in": { [version]: { state: "failed", job: job.id } } },
      counts: { failed: 1, succeeded: 1, blocked: 2 },
    });
    expect(await json("/api/jobs?state=failed")).toMatchObject({ jobs: [{ id: job.id }], next: null });
    expect(await json(`/api/jobs/${job.id}`)).toMatchObject({ id: job.id, state: "failed", version });
  });

  it("has status.json with unofficial-builds' keys, where they have it too", async () => {
    const farm = await startFarm();
    const job = await failBuild(farm, "log\n");
    const url = await startServer(farm);
    for (const path of ["/status.json", "/logs/status.json"]) {
      const status = JSON.parse((await ask(url, path)).text);
      expect(Object.keys(status)).toEqual(["generated", "activity", "versions", "matrix", "recent"]);
      const cell = status.matrix["stand-in"][version];
      expect(cell).toEqual({ state: "failed", href: `/${logPath(job)}` });
      expect((await ask(url, cell.href)).text).toBe("log\n");
    }
  });
});

describe("files", () => {
  it("serves the tree through its links, and lists its folders", async () => {
    const farm = await startFarm();
    writeBelow(farm, "tree/release/generations/00000001/index.tab", "version\n");
    mkdirSync(farm.pathOf("download"));
    symlinkSync("../tree/release/generations/00000001", farm.pathOf("download/release"));
    const url = await startServer(farm);
    expect((await ask(url, "/download/release/index.tab")).text).toBe("version\n");
    expect((await ask(url, "/download/")).text).toContain('<a href="./release/">release/</a>');
    expect((await ask(url, "/download/release/")).text).toContain('<a href="./index.tab">');
    const moved = await ask(url, "/download/release");
    expect([moved.status, moved.headers.location]).toEqual([308, "/download/release/"]);
    expect((await ask(url, "/download/release/index.tab/")).status).toBe(404);
  });

  it.each([
    ...["/download/../farm.json", "/download/..%2ffarm.json", "/download/%2e%2e/farm.json"],
    ...["/download/out/signing.private.asc", "/download/out/", "/download/out", "/logs/link/index.tab"],
    ...["/download/..%5cfarm.json", "/download//etc/passwd", "/download/%00", "/logs/../keys/signing.asc"],
  ])("does not serve %s", async (path) => {
    const farm = await startFarm();
    writeBelow(farm, "tree/index.tab", "");
    for (const name of ["download", "logs"]) mkdirSync(farm.pathOf(name));
    symlinkSync("../keys", farm.pathOf("download/out"));
    symlinkSync("../tree", farm.pathOf("logs/link"));
    const url = await startServer(farm);
    const { status, text } = await ask(url, path);
    expect([status, text.includes("PGP")]).toEqual([404, false]);
  });
});
