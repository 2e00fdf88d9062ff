import type { Delivery } from "../sql/transition.js";

/** The table of jobs is the line: one writer at a time, so what is selected is nobody else's. */
export const sqliteDelivery: Delivery = {
  prepare: async () => {},
  offer: async () => {},
  withdraw: async () => {},
  finish: async () => {},
  take: async (session, routes, limit) => {
    const rows = await session.query(
      `SELECT id FROM queue_jobs WHERE state = 'queued' AND ${session.dialect.among("route", "$1", "text")}
       ORDER BY priority DESC, ready, id LIMIT $2`,
      [JSON.stringify(routes), limit],
    );
    return rows.map((row) => Number(row.id));
  },
};
