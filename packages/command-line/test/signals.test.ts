import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const entry = fileURLToPath(import.meta.resolve("@nodewright/command-line"));

interface Started {
  readonly child: ChildProcess;
  /** Waits until it has printed a text. */
  said(text: string): Promise<void>;
}

/** Starts `main` with a program of this body; `say` prints a line. */
function begin(body: string): Started {
  const source = `
    import { main } from ${JSON.stringify(entry)};
    await main(async () => async (argv, io) => {
      const say = (text) => io.stdout.write(text + "\\n");
      const alive = setInterval(() => {}, 1000);
      ${body}
      clearInterval(alive);
      return 7;
    });`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", source], {
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  let out = "";
  child.stdout?.on("data", (chunk) => {
    out += chunk;
  });
  return { child, said: (text) => expect.poll(() => out, { timeout: 20_000 }).toContain(text) };
}

describe("signals of a program", () => {
  it("the second one ends it at once, whatever it still wants to do", async () => {
    const { child, said } = begin(`
      io.signal.addEventListener("abort", () => say("stopping"));
      say("ready");
      await new Promise(() => {});`);
    await said("ready");
    child.kill("SIGINT");
    await said("stopping");
    child.kill("SIGTERM");
    expect(await once(child, "close")).toEqual([null, "SIGTERM"]);
  });

  it("go to who takes them, as often as they come, and decide nothing", async () => {
    const { child, said } = begin(`
      let count = 0;
      await new Promise((resolve) => {
        const giveBack = io.takeSignals((name, isForAll) => {
          say(name + " " + isForAll + " " + io.signal.aborted);
          if (++count === 3) resolve(giveBack());
        });
        say("ready");
      });`);
    await said("ready");
    child.kill("SIGINT");
    await said("SIGINT false false");
    child.kill("SIGHUP");
    await said("SIGHUP false false");
    child.kill("SIGTERM");
    expect(await once(child, "close")).toEqual([7, null]);
  });

  it("do what they always do when they are given back", async () => {
    const { child, said } = begin(`
      io.takeSignals(() => {})();
      await new Promise((resolve) => {
        io.signal.addEventListener("abort", resolve);
        say("ready");
      });`);
    await said("ready");
    child.kill("SIGTERM");
    expect(await once(child, "close")).toEqual([143, null]);
  });
});
