import { expect, it } from "vitest";
import { serveFarm } from "../src/serve-farm.js";
import { ask } from "./support/ask.js";
import { startFarm } from "./support/farms.js";

it("listens on this machine alone, unless told otherwise, until it is closed", async () => {
  const server = await serveFarm(await startFarm());
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  expect((await ask(server.url, "/")).status).toBe(200);
  await server.close();
  await expect(ask(server.url, "/")).rejects.toThrow("ECONNREFUSED");
});

it("rejects when the port is taken", async () => {
  const farm = await startFarm();
  const server = await serveFarm(farm);
  const port = Number(new URL(server.url).port);
  await expect(serveFarm(farm, { port })).rejects.toThrow("EADDRINUSE");
  await server.close();
});

it("tells its owner of what went wrong, and the visitor nothing of it", async () => {
  const farm = await startFarm();
  const errors: unknown[] = [];
  const server = await serveFarm(farm, { onError: (error) => errors.push(error) });
  await farm.queue.push([{ key: "foreign", kind: "build", payload: { is: "none of a farm" } }]);
  const { status, text } = await ask(server.url, "/jobs");
  expect([status, text]).toEqual([500, "The farm cannot answer now.\n"]);
  expect(errors).toEqual([expect.objectContaining({ code: "ERR_FARM_CONFIG" })]);
  await server.close();
});
