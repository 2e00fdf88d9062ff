import type { Row } from "../sql/database.js";
import type { Delivery } from "../sql/transition.js";

/** The table of jobs is the line: one writer at a time, so what is selected is nobody else's. */
export const sqliteDelivery: Delivery = {
  prepare: async () => {},
  offer: async () => {},
  withdraw: async () => {},
  finish: async () => {},
  take: async (session, routes, limit) => {
    const heads: Row[] = [];
    // One by one, as an index has them: over all routes together, all that wait would be sorted.
    for (const route of routes) {
      const rows = await session.query(
        `SELECT id, priority, ready FROM queue_jobs WHERE state = 'queued' AND route = $1
         ORDER BY priority DESC, ready, id LIMIT $2`,
        [route, limit],
      );
      heads.push(...rows);
    }
    return heads
      .map(({ id, priority, ready }) => ({
        id: Number(id),
        priority: Number(priority),
        ready: Number(ready),
      }))
      .sort((one, other) => other.priority - one.priority || one.ready - other.ready || one.id - other.id)
      .slice(0, limit)
      .map(({ id }) => id);
  },
};
