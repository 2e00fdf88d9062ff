import { defineConfig } from "vitest/config";

/** The tests share no state, so one worker may run many files: most of the time was workers starting. */
export default defineConfig({ test: { isolate: false } });
