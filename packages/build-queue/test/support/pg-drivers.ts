import { inject } from "vitest";
import { poolDriver } from "../../src/pg-boss/pg-connections.js";
import type { PgDriver } from "../../src/pg-boss.js";
import { sharedPglite } from "./pglite.js";

/** Every kind of PostgreSQL that is on this machine, each with its tables in a schema. */
export const PG_DRIVERS: readonly (readonly [string, (schema: string) => Promise<PgDriver>])[] = [
  ["PGlite", sharedPglite],
  ...(inject("postgres") === undefined
    ? []
    : [
        [
          "PostgreSQL",
          async (schema: string) => poolDriver({ ...inject("postgres"), max: 5 }, schema),
        ] as const,
      ]),
];
