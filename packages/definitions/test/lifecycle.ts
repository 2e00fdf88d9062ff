import type { Lifecycle } from "../src/index.js";

export const lifecycle: Lifecycle = {
  now: new Date("2026-06-01"),
  schedule: {
    "v0.10": { start: "2013-03-11", end: "2016-10-31" },
    v20: { start: "2023-04-18", maintenance: "2024-10-22", end: "2026-04-30" },
    v22: { start: "2024-04-24", lts: "2024-10-29", maintenance: "2025-10-21", end: "2027-04-30" },
    v24: { start: "2025-05-06", lts: "2025-10-28", maintenance: "2026-10-20", end: "2028-04-30" },
  },
};
