import { defineConfig } from "vitest/config";

/** The ES modules of jsonc-parser, which the build copies into the output, name no endings: Vite finds them. */
export default defineConfig({
  test: { isolate: false, server: { deps: { inline: ["jsonc-parser"] } } },
});
