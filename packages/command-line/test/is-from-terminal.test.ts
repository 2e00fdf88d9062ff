import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { isFromTerminal } from "../src/is-from-terminal.js";

const entry = fileURLToPath(import.meta.resolve("@nodewright/command-line"));
const hasTerminal = process.platform === "linux" && spawnSync("script", ["--version"]).status === 0;

describe.skipIf(!hasTerminal && !process.env.CI)(
  "isFromTerminal (skipped without the program script)",
  () => {
    it("is true for Ctrl-C, and false for SIGTERM, in the foreground of a terminal", async () => {
      const program = `
      import { main } from ${JSON.stringify(entry)};
      await main(async () => (argv, io) => new Promise((resolve) => {
        const alive = setInterval(() => {}, 1000);
        io.takeSignals((name, isForAll) => {
          io.stdout.write(name + " " + isForAll + "\\n");
          if (name === "SIGINT") process.kill(process.pid, "SIGTERM");
          else resolve(clearInterval(alive));
        });
        io.stdout.write("ready\\n");
      }));`;
      const command = `exec '${process.execPath}' --input-type=module -e '${program}'`;
      const child = spawn("script", ["-qec", command, "/dev/null"], { stdio: ["pipe", "pipe", "inherit"] });
      let out = "";
      child.stdout.on("data", (chunk) => {
        if (out === "") child.stdin.write("\u0003");
        out += chunk;
      });
      await once(child, "close");
      expect(out.replace(/\r|\^C/g, "").split("\n")).toEqual(["ready", "SIGINT true", "SIGTERM false", ""]);
    });
  },
);

it("never takes SIGTERM for the terminal's", () => {
  expect(isFromTerminal("SIGTERM")).toBe(false);
});
