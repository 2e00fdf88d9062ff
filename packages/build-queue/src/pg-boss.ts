export { openPgBossQueue, type PgBossQueueOptions } from "./pg-boss/open-pg-boss-queue.js";
export type { PgDriver, PgQuery } from "./pg-boss/pg-connections.js";
