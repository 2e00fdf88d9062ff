import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createTarget } from "@nodewright/target-triple";
import { describe, expect, it } from "vitest";
import { runNode } from "../src/run-node.js";
import { answering, host, temporaryFolder } from "./support/archives.js";

function script(text: string): string {
  const path = join(temporaryFolder(), "node");
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return path;
}

const env = { ...process.env, NODE_OPTIONS: "--no-such-option" };

describe.skipIf(process.platform !== "linux")("runNode", () => {
  it("asks a real Node.js", async () => {
    const answer = await runNode(process.execPath, { target: host, host, env });
    expect(answer).toMatchObject({
      outcome: "answered",
      ranBy: "native",
      versions: { node: process.versions.node },
    });
  });

  it("runs variants and static builds as the host's own", async () => {
    const node = script(answering({ node: "1.2.3" }));
    const { libc: _, ...bare } = host;
    const other = createTarget({ ...bare, libc: host.libc === "musl" ? "glibc" : "musl" });
    const variant = createTarget({ ...host, variant: "pointer-compression" });
    for (const options of [{ target: variant }, { target: other, isStatic: true }]) {
      expect(await runNode(node, { ...options, host, env })).toMatchObject({ outcome: "answered" });
    }
  });

  it("says why it does not start", async () => {
    const failed = await runNode(script("#!/bin/sh\necho 'no GLIBCXX_3.4.99' >&2\nexit 1\n"), {
      target: host,
      host,
      env,
    });
    expect(failed).toEqual({ outcome: "failed", ranBy: "native", reason: "no GLIBCXX_3.4.99" });
    const killed = await runNode(script("#!/bin/sh\nkill -SEGV $$\n"), { target: host, host, env });
    expect(killed).toMatchObject({ outcome: "failed", reason: "ended by SIGSEGV" });
    const silent = await runNode(script(answering({})), { target: host, host, env });
    expect(silent).toMatchObject({ outcome: "failed", reason: "it does not say its versions" });
  });

  it("does not run what nothing here runs", async () => {
    const target = createTarget({ os: "aix", arch: "ppc64" });
    expect(await runNode("/none", { target, host, env })).toMatchObject({ outcome: "not-run" });
  });
});
