import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { bin } from "./support/client.js";

const run = promisify(execFile);
const script = fileURLToPath(new URL("./support/neovim.lua", import.meta.url));

const isThere: boolean = await run("nvim", ["--version"]).then(
  () => true,
  () => false,
);

test.skipIf(!isThere && !process.env.CI)(
  "Neovim shows what is wrong, completes, tells, and fixes (needs nvim)",
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "nodewright-neovim-"));
    try {
      const file = join(folder, "package.json");
      const report = join(folder, "result.json");
      await writeFile(file, '{\n  "pkg": {\n    "targets": ["node18-linux-x64"]\n  }\n}\n');
      await run("nvim", ["--headless", "--clean", "-S", script, file], {
        cwd: folder,
        timeout: 60_000,
        env: {
          ...process.env,
          NODEWRIGHT_NODE: process.execPath,
          NODEWRIGHT_BIN: bin,
          NODEWRIGHT_RESULT: report,
        },
      });
      expect(JSON.parse(await readFile(report, "utf8"))).toEqual({
        diagnostics: [{ code: "end-of-life", lnum: 2, col: 17, source: "nodewright" }],
        hover: expect.stringContaining("ABI 108"),
        completions: expect.arrayContaining(["node18-linux-x64", "node18-alpine-x64"]),
        text: expect.stringMatching(/"targets": \["node2\d-linux-x64"\]/),
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
);
