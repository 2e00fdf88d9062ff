import { defineConfig } from "vitest/config";

/** One worker, whose files share one PGlite; one PostgreSQL for the whole run. */
export default defineConfig({
  test: {
    globalSetup: ["test/support/postgres.ts"],
    isolate: false,
    fileParallelism: false,
  },
});
