import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readText, root } from "./workspace.js";

const script = readText("scripts/with-toolchain.mjs");
const named = (constant: string): string =>
  new RegExp(`^const ${constant} = "(.*)";$`, "m").exec(script)?.[1] ?? "";

describe("the versions in scripts/with-toolchain.mjs", () => {
  it("Node.js is the one that the workspace is installed for", () => {
    expect(named("NODE")).toMatch(/^\d+\.\d+\.\d+$/);
    expect(readText("pnpm-workspace.yaml")).toMatch(new RegExp(`^nodeVersion: ${named("NODE")}$`, "m"));
  });

  it("pnpm is of the major that the root manifest asks for", () => {
    const { devEngines } = JSON.parse(readText("package.json"));
    expect(devEngines.packageManager).toMatchObject({
      name: "pnpm",
      version: `^${named("PNPM").split(".")[0]}.0.0`,
    });
  });
});

describe.skipIf(process.platform === "win32")(
  "scripts/with-toolchain.mjs (its stand-ins are shell scripts)",
  () => {
    let folder = "";
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), "toolchain-"));
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    /** A command that writes down how it was called and ends as told. */
    function standIn(name: string, body: string): void {
      const path = join(folder, name);
      writeFileSync(path, `#!/bin/sh\nprintf '%s\\n' "${name} $*" >> "${folder}/calls"\n${body}\n`);
      chmodSync(path, 0o755);
    }

    function run(args: readonly string[]): {
      readonly status: number | null;
      readonly calls: readonly string[];
    } {
      writeFileSync(join(folder, "calls"), "");
      const env = { PATH: `${folder}:/usr/bin:/bin`, HOME: folder };
      const { status } = spawnSync(process.execPath, [join(root, "scripts/with-toolchain.mjs"), ...args], {
        env,
      });
      const calls = readFileSync(join(folder, "calls"), "utf8").trim().split("\n");
      return { status, calls: calls.filter((line) => line !== "" && !line.endsWith("--version")) };
    }

    const pnpm = (version: string, runStatus: number, installStatus = 0): void =>
      standIn(
        "pnpm",
        `case "$1" in --version) echo ${version};; install) exit ${installStatus};; *) exit ${runStatus};; esac`,
      );

    it.each([0, 1, 7])("passes exit code %d of the task on", (code) => {
      pnpm(named("PNPM"), code);
      const { status, calls } = run(["verify"]);
      expect(status).toBe(code);
      expect(calls[0]).toMatch(/^pnpm install --frozen-lockfile /);
      expect(calls[1]).toBe("pnpm run verify");
    });

    it("does not run the task when the installation fails", () => {
      pnpm(named("PNPM"), 0, 3);
      const { status, calls } = run(["verify"]);
      expect(status).toBe(3);
      expect(calls).toHaveLength(1);
    });

    it("brings pnpm from the registry when another major is there, and passes the exit code on", () => {
      pnpm("9.1.0", 0);
      standIn("npm", "exit 5");
      const { status, calls } = run(["demo"]);
      expect(status).toBe(5);
      expect(calls).toHaveLength(1);
      expect(calls[0]).toMatch(new RegExp(`^npm exec .*--package=pnpm@${named("PNPM")} .*pnpm run demo`));
    });

    it("asks for a task, with the exit code for wrong usage", () => {
      pnpm(named("PNPM"), 0);
      expect(run([])).toMatchObject({ status: 2, calls: [] });
    });
  },
);

describe("the Node.js that runs this suite", () => {
  it("is not older than the packages ask for", () => {
    const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
    expect(
      major > 22 || (major === 22 && minor >= 19),
      `${dirname(process.execPath)} has ${process.version}`,
    ).toBe(true);
  });
});
