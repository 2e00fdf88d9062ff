import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import {
  containersConfFacts,
  formatContainersConf,
  writeContainersConf,
} from "../../src/runners/containers-conf.js";
import { tempDir } from "../support/temporary.js";

const facts = {
  openFiles: 20_000,
  processes: 4096,
  hasHybridCgroups: true,
  hasRunc: true,
  hasSystemd: false,
};

it("asks for no more than the machine gives", () => {
  const text = formatContainersConf(facts);
  expect(text).toContain('default_ulimits=["nofile=20000:20000","nproc=4096:4096"]');
  expect(text).toContain('cgroup_manager="cgroupfs"');
  expect(text).toContain('runtime="runc"');
});

it("leaves alone what works", () => {
  const text = formatContainersConf({
    ...facts,
    openFiles: undefined,
    hasHybridCgroups: false,
    hasSystemd: true,
  });
  expect(text).toContain("nofile=65536:65536");
  expect(text).not.toContain("runtime");
  expect(text).not.toContain("cgroup_manager");
});

it("is written from the facts of this machine", async () => {
  const file = await writeContainersConf(tempDir(), process.env.PATH ?? "");
  const own = await containersConfFacts(process.env.PATH ?? "");
  expect(readFileSync(file, "utf8")).toBe(formatContainersConf(own));
});
