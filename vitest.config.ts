import { defineConfig } from "vitest/config";

/** For watch mode over the whole workspace; `npm test` runs each package's tests through turbo. */
export default defineConfig({
  test: { projects: ["packages/*", "apps/*", "test"] },
});
