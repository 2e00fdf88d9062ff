import { expect, it } from "vitest";
import { openSession } from "../src/session.js";
import { scratch } from "./support/scratch.js";

it("opens what a user's words and variables mean, and requests nothing", async () => {
  const cwd = await scratch();
  const options = { cwd, home: undefined, platform: "linux", nodePrefix: "/usr" };
  const named = await openSession({ ...options, env: {}, choice: "npm,./mirror", offline: true });
  expect(named.sources.map(({ kind }) => kind)).toEqual(["npm", "directory"]);
  expect(named.cache).toBeUndefined();
  const env = { NODEWRIGHT_SOURCE: "dist", NODEWRIGHT_CACHE_DIR: "cache" };
  const varied = await openSession({ ...options, env });
  expect(varied.sources.map(({ kind }) => kind)).toEqual(["dist"]);
  expect(varied.cache).toBeDefined();
  await Promise.all([named.client.close(), varied.client.close()]);
});
