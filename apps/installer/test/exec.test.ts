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

/** A home with an install whose node is a script that notes each SIGINT, and ends at the third or at SIGTERM. */
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
  const script = `#!/bin/sh
count=0
trap 'count=$((count + 1)); echo "got $count"; [ $count -lt 3 ] || exit 9' INT
trap 'echo terminated; exit 8' TERM
echo ready
while :; do sleep 0.05; done
`;
  await writeFile(join(prefix, "bin/node"), script);
  await chmod(join(prefix, "bin/node"), 0o755);
  return { home, args: ["exec", "--dir", join(home.path, "nodes"), "24", "--", "node"] };
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
      let answered = 0;
      child.stdout.on("data", (chunk) => {
        out += chunk;
        const lines = out.match(/ready|got \d/g)?.length ?? 0;
        if (lines > answered) {
          answered = lines;
          // Had one arrived twice, the second would have by then.
          setTimeout(() => child.stdin.write("\u0003"), 200);
        }
      });
      expect(await once(child, "close")).toEqual([9, null]);
      expect(out.replace(/\r|\^C/g, "")).toBe("ready\ngot 1\ngot 2\ngot 3\n");
    },
  );
});
