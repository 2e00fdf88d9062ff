import { defineConfig } from "vitest/config";

/** No test changes what another one sees, and a worker per file costs more than most files take. */
export default defineConfig({ test: { isolate: false } });
