import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import { abortedError, pause, throwIfAborted, watchAbort } from "../src/abort.js";
import { failure, thrown } from "./helpers/errors.js";

describe("abortedError", () => {
  test("keeps the signal's reason as the cause", () => {
    const reason = new Error("SIGINT");
    const error = abortedError("Cannot install", AbortSignal.abort(reason));
    expect(error.message).toBe("Cannot install: called off");
    expect(error.cause).toBe(reason);
  });
});

describe("throwIfAborted", () => {
  test("throws only once the signal has fired", () => {
    throwIfAborted("Cannot install", undefined);
    throwIfAborted("Cannot install", new AbortController().signal);
    thrown(() => throwIfAborted("Cannot install", AbortSignal.abort()), "ERR_ARTIFACT_ABORTED");
  });
});

describe("watchAbort", () => {
  test("rejects when the signal fires", async () => {
    const controller = new AbortController();
    const { aborted } = watchAbort("Cannot install", controller.signal);
    controller.abort();
    await failure(aborted, "ERR_ARTIFACT_ABORTED");
  });

  test("leaves no listener on a signal that lives on", () => {
    const { signal } = new AbortController();
    const watch = watchAbort("Cannot install", signal);
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    watch.stop();
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
    watchAbort("Cannot install", undefined).stop();
  });
});

describe("pause", () => {
  test("ends at once when called off", async () => {
    const startedAt = performance.now();
    await failure(pause(60_000, "Cannot wait", AbortSignal.timeout(10)), "ERR_ARTIFACT_ABORTED");
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  test("waits as long as asked", async () => {
    const startedAt = performance.now();
    await pause(30, "Cannot wait", undefined);
    expect(performance.now() - startedAt).toBeGreaterThan(25);
  });
});
