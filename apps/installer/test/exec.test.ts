import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { formatTarget } from "@nodewright/target-triple";
import { hostTarget } from "@nodewright/target-triple/host";
import { describe, expect, it } from "vitest";
import { scratch } from "./support/mirror.js";
import { ended, start } from "./support/run.js";

const bin = fileURLToPath(new URL("../bin/nodewright-install.js", import.meta.url));
const hasTerminal = process.platform === "linux" && spawnSync("script", ["--version"]).status === 0;

/** Tells each SIGINT, and ends at the third or at SIGTERM. A shell would take two in a row for one. */
const patient = `
let count = 0;
process.on("SIGINT", () => {
  console.log("got " + ++count);
  if (count === 3) process.exit(9);
});
process.on("SIGTERM", () => {
  console.log("terminated");
  process.exit(8);
});
setInterval(() => {}, 1000);
console.log("ready");`;

/** A home with an install of the node that runs the tests. */
async function patientInstall() {
  const home = await scratch();
  const target = formatTarget(hostTarget()) ?? "";
  const prefix = join(home.path, `nodes/v24.0.0-${target}`);
  await mkdir(join(prefix, "bin"), { recursive: true });
  const receipt = {
    ...{
      schema: 1,
      version: "v24.0.0",
      target,
      lts: false,
      source: { kind: "dist", name: "x" },
      evidence: [],
    },
    ...{ installedAt: "2026-11-20T12:00:00.000Z", coreVersion: "0.1.0" },
  };
  await writeFile(join(prefix, ".nodewright.json"), JSON.stringify(receipt));
  await writeFile(join(prefix, "bin/node"), `#!/bin/sh\nexec '${process.execPath}' "$@"\n`);
  await chmod(join(prefix, "bin/node"), 0o755);
  return { home, args: ["exec", "--dir", join(home.path, "nodes"), "24", "--", "node", "-e", patient] };
}

describe("exec and signals", () => {
  it("passes on the signal that arrived, and ends as the command does", async () => {
    const { home, args } = await patientInstall();
    await using _ = home;
    const child = start(args, { home: home.path });
    child.stdout?.once("data", () => child.kill("SIGINT"));
    child.stdout?.on("data", (chunk) => {
      if (String(chunk).includes("got 1")) child.kill("SIGTERM");
    });
    expect(await ended(child)).toEqual({ code: 8, stdout: "ready\ngot 1\nterminated\n", stderr: "" });
  });

  it.skipIf(!hasTerminal && !process.env.CI)(
    "outlives the command through every Ctrl-C of a terminal, each of which reaches it once (skipped without script)",
    async () => {
      const { home, args } = await patientInstall();
      await using _ = home;
      const words = [process.execPath, bin, ...args].map((word) => `'${word}'`).join(" ");
      const child = spawn("script", ["-qec", `exec ${words}`, "/dev/null"], {
        stdio: ["pipe", "pipe", "inherit"],
        env: { PATH: "/usr/bin:/bin", HOME: home.path, SHELL: "/bin/sh" },
      });
      let out = "";
      child.stdout.on("data", (chunk) => {
        out += chunk;
      });
      const count = () => out.match(/got \d/g)?.length ?? 0;
      await expect.poll(() => out, { timeout: 20_000 }).toContain("ready");
      for (const sent of [1, 2]) {
        child.stdin.write("\u0003");
        await expect.poll(count, { timeout: 20_000 }).toBeGreaterThanOrEqual(sent);
        // Had it arrived twice, the second would have by then.
        await new Promise((resolve) => setTimeout(resolve, 300));
        expect(count()).toBe(sent);
      }
      child.stdin.write("\u0003");
      expect(await once(child, "close")).toEqual([9, null]);
      expect(out.replace(/\r|\^C/g, "")).toBe("ready\ngot 1\ngot 2\ngot 3\n");
    },
  );
});
