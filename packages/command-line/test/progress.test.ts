import { describe, expect, it } from "vitest";
import { createProgress } from "../src/progress.js";
import { recorder } from "./recorder.js";

/** Reports 0 to 10 MB, half a second apart. */
function drive(io: ReturnType<typeof recorder>, mode?: "bar" | "plain" | "silent"): void {
  let now = 0;
  const progress = createProgress(io, { clock: () => now, ...(mode === undefined ? {} : { mode }) });
  progress.line("begin");
  for (let done = 0; done <= 10_000_000; done += 1_000_000) {
    progress.report({ label: "node.tar.gz", doneBytes: done, totalBytes: 10_000_000 });
    now += 500;
  }
  progress.finish();
  progress.line("end");
}

describe("createProgress()", () => {
  it("draws a bar with share, rate and remaining time on a terminal, and clears it", () => {
    const io = recorder({ tty: true });
    drive(io);
    expect(io.err()).toContain(
      "[============            ] node.tar.gz: 50 % of 10.0 MB, 2.0 MB/s, 2.5 s left",
    );
    expect(io.err().endsWith("\r\u001b[Kend\n")).toBe(true);
    for (const drawn of io.err().split("\r"))
      expect(drawn.replace("\u001b[K", "").length).toBeLessThan(80 + 5);
  });

  it("writes a plain line every two seconds elsewhere", () => {
    const io = recorder();
    drive(io);
    expect(io.err()).toBe(
      "begin\n  node.tar.gz: 40 % of 10.0 MB, 2.0 MB/s, 3.0 s left\n  node.tar.gz: 80 % of 10.0 MB, 2.0 MB/s, 1.0 s left\nend\n",
    );
  });

  it("takes plain lines on a terminal of a CI service", () => {
    const io = recorder({ tty: true, env: { CI: "true" } });
    drive(io);
    expect(io.err()).not.toContain("\r");
  });

  it("shows jobs that overlap as one bar, and as lines of their own", () => {
    const overlap = (io: ReturnType<typeof recorder>): void => {
      let now = 0;
      const progress = createProgress(io, { clock: () => now });
      for (let done = 0; done <= 4_000_000; done += 1_000_000) {
        progress.report({ label: "a", doneBytes: done, totalBytes: 4_000_000 });
        progress.report({ label: "b", doneBytes: done * 2, totalBytes: 8_000_000 });
        now += 1000;
      }
      progress.finish();
    };
    const [terminal, plain] = [recorder({ tty: true }), recorder()];
    overlap(terminal);
    expect(terminal.err()).toContain(
      "[========                ] 2 files: 33 % of 12.0 MB, 2.0 MB/s, 4.0 s left",
    );
    overlap(plain);
    expect(plain.err()).toBe(
      [
        "  a: 50 % of 4.0 MB, 1.0 MB/s, 2.0 s left\n  b: 50 % of 8.0 MB, 2.0 MB/s, 2.0 s left\n",
        "  a: 100 % of 4.0 MB, 1.0 MB/s\n  b: 100 % of 8.0 MB, 2.0 MB/s\n",
      ].join(""),
    );
  });

  it("is silent when asked", () => {
    const io = recorder({ tty: true });
    drive(io, "silent");
    expect(io.err()).toBe("");
  });

  it("says bytes alone when the size is unknown", () => {
    const io = recorder({ tty: true });
    createProgress(io, { clock: () => 0 }).report({ label: "x", doneBytes: 1500 });
    expect(io.err()).toContain("x: 1.5 kB");
  });
});
