import { defineConfig } from "vitest/config";

/** Whole processes that unpack a real Node.js: generous with time, so that a busy machine is no failure. */
export default defineConfig({
  test: { testTimeout: 60_000, hookTimeout: 60_000, globalSetup: "./test/support/host-archive.ts" },
});
