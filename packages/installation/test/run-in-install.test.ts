import { chmod, readFile } from "node:fs/promises";
import { join } from "node:path";
import { hostTarget } from "@nodewright/target-triple/host";
import { describe, expect, it } from "vitest";
import { commandLine, environmentOf, type RunInInstallOptions, runInInstall } from "../src/run-in-install.js";
import { scratch } from "./support/scratch.js";
import { linux, windows } from "./support/targets.js";

const host = hostTarget();

/** An install whose node is a script. */
async function optionsWith(script: string, ...args: string[]): Promise<RunInInstallOptions> {
  const prefix = await scratch({ "bin/node": `#!/bin/sh\n${script}\n` });
  await chmod(join(prefix, "bin/node"), 0o755);
  const install = { prefix, target: host, executable: join(prefix, "bin/node") };
  return { install, host, command: ["node", ...args], env: { PATH: "/usr/bin:/bin" }, cwd: prefix };
}

describe("environmentOf", () => {
  const install = { prefix: "/p", target: linux };

  it("puts the install first on PATH, and changes nothing else", () => {
    expect(environmentOf(install, { PATH: "/usr/bin", HOME: "/h" })).toEqual({
      PATH: "/p/bin:/usr/bin",
      HOME: "/h",
    });
  });

  it.each([{}, { PATH: "" }, { PATH: undefined }])("makes a PATH of %j", (env) => {
    expect(environmentOf(install, env)).toEqual({ PATH: "/p/bin" });
  });

  it("keeps Windows' spelling, and prefers the usual one", () => {
    expect(environmentOf({ prefix: "/p", target: windows }, { Path: "/x" })).toEqual({ Path: "/p:/x" });
    expect(environmentOf(install, { Path: "/other", PATH: "/x" })).toEqual({
      Path: "/other",
      PATH: "/p/bin:/x",
    });
  });
});

describe("commandLine", () => {
  const install = { prefix: "/p", target: windows, executable: "/p/node.exe" };

  it.each(["npm", "npx"])("starts what %s runs on Windows, whose launcher is no executable", (name) => {
    expect(commandLine(install, [name, "test"])).toEqual([
      "/p/node.exe",
      `/p/node_modules/npm/bin/${name}-cli.js`,
      "test",
    ]);
  });

  it("leaves other commands, and other systems, alone", () => {
    expect(commandLine(install, ["node", "npm"])).toEqual(["node", "npm"]);
    expect(commandLine({ ...install, target: linux }, ["npm", "test"])).toEqual(["npm", "test"]);
  });
});

describe("runInInstall", () => {
  it.each([0, 1, 7, 255])("passes exit code %i on", async (code) => {
    expect(await runInInstall(await optionsWith(`exit ${code}`))).toBe(code);
  });

  it("gives the command its arguments as they are, its folder and the install's node", async () => {
    const check = `[ "$1" = "a b" ] && [ "$2" = '$HOME; "x"' ] && [ "$(pwd -P)" = "$(cd "$3" && pwd -P)" ] && [ "$(command -v node)" = "$3/bin/node" ]`;
    const options = await optionsWith(check, "a b", '$HOME; "x"');
    const { prefix } = options.install;
    expect(await runInInstall({ ...options, command: [...options.command, prefix] })).toBe(0);
  });

  it.each([
    ["SIGTERM", 143],
    ["SIGKILL", 137],
    ["SIGINT", 130],
  ])("turns %s into exit code %i", async (signal, code) => {
    expect(await runInInstall(await optionsWith(`kill -${signal.slice(3)} $$`))).toBe(code);
  });

  it("passes on the signals that arrive, lets the command end in its own way, and then gives them back", async () => {
    const options = await optionsWith(
      `trap 'echo i >> "$1/got"' INT; trap 'echo h >> "$1/got"' HUP; trap 'exit 9' TERM; touch "$1/ready"; while :; do sleep 0.01; done`,
    );
    let send: Parameters<NonNullable<RunInInstallOptions["takeSignals"]>>[0] | undefined;
    const running = runInInstall({
      ...options,
      command: ["node", options.install.prefix],
      takeSignals: (listener) => {
        send = listener;
        return () => {
          send = undefined;
        };
      },
    });
    const { access } = await import("node:fs/promises");
    const isReady = (): Promise<boolean> =>
      access(join(options.install.prefix, "ready")).then(
        () => true,
        () => false,
      );
    while (!(await isReady())) await new Promise((resolve) => setTimeout(resolve, 5));
    const got = () => readFile(join(options.install.prefix, "got"), "utf8").catch(() => "");
    send?.("SIGINT", false);
    await expect.poll(got).toBe("i\n");
    send?.("SIGINT", true);
    send?.("SIGHUP", false);
    await expect.poll(got).toBe("i\nh\n");
    send?.("SIGTERM", false);
    expect(await running).toBe(9);
    expect(send).toBeUndefined();
  });

  it("says that there is no such command", async () => {
    const options = await optionsWith("exit 0");
    await expect(runInInstall({ ...options, command: ["no-such-command"] })).rejects.toMatchObject({
      code: "ERR_INSTALL_COMMAND",
      message: "no-such-command cannot be started: there is no such command on PATH",
      hint: `the folder searched first is ${join(options.install.prefix, "bin")}`,
    });
  });

  it("does not run another node in place of one for another machine", async () => {
    const options = await optionsWith("exit 0");
    const install = { ...options.install, target: windows };
    await expect(runInInstall({ ...options, install, command: ["node", "--version"] })).rejects.toMatchObject(
      {
        code: "ERR_INSTALL_COMMAND",
        message: expect.stringMatching(/^an install for win32-x64 does not run on this host/),
      },
    );
  });
});
