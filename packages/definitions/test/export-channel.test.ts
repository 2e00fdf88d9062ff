import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { exportChannel } from "../src/export-channel.js";
import { resolveChannel } from "../src/index.js";
import { channel } from "./samples.js";

const INDEX = `version\tdate\tfiles
v26.9.0-rc.1\t2026-05-01\tlinux-x64,osx-arm64-tar,osx-x64-tar,src,win-x64-zip
v26.10.0-rc.1\t2026-05-01\tlinux-x64,osx-arm64-tar,osx-x64-tar,src,win-x64-zip
v24.1.0-rc.1\t2026-06-01\tlinux-x64
v22.1.0-rc.1\t2026-04-01\tlinux-x64,src
`;

const LIBRARY = `http() { printf '%s' "$INDEX"; }
binary() { printf 'binary %s %s\\n' "$@"; }
install_package() { printf 'package %s %s %s\\n' "$1" "$2" "\${*:3}"; }
`;

describe("exportChannel", () => {
  test.each(["newest", "node-build"] as const)(
    "chooses in bash what resolveChannel chooses: %s",
    (select) => {
      const definition = { ...channel, select };
      const { stdout, stderr, status } = spawnSync(
        "bash",
        ["--norc", "-euc", LIBRARY + exportChannel(definition)],
        {
          encoding: "utf8",
          env: { PATH: process.env.PATH, INDEX },
        },
      );
      const resolved = resolveChannel(definition, INDEX);
      const { binaries, packages } = resolved.definition;
      expect({ status, lines: stdout.trim().split("\n") }).toEqual({
        status: 0,
        lines: [
          ...binaries.map(({ platform, url }) => `binary ${platform} ${url}`),
          ...packages.map(
            ({ name, source, steps }) =>
              `package ${name} ${source && "url" in source && source.url} ${steps}`,
          ),
        ],
      });
      expect(stderr).toBe(
        `More than one candidate release; installing first of:\n${resolved.sameDay.join("\n")}\n`,
      );
    },
  );
});
