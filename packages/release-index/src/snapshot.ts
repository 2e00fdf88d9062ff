import { decodeRows, decodeSchedule } from "./decode-snapshot.js";
import type { Schedule } from "./release-line.js";
import type { ReleaseRow } from "./release-row.js";
import { snapshotData } from "./snapshot.generated.js";

/** The release table bundled with this package, for use without a network. */
export interface Snapshot {
  /** Changes whenever the data do. */
  readonly dataVersion: string;
  /** The day of the newest fact in it. */
  readonly date: string;
  /**
   * Every release and alpha, newest first. What no public source stated when the table was made is absent;
   * `files` is then empty, which `isBuiltFor` reads as not known.
   */
  readonly rows: readonly ReleaseRow[];
  readonly schedule: Schedule;
}

let rows: readonly ReleaseRow[] | undefined;
let schedule: Schedule | undefined;

/** See {@link Snapshot}. Unpacked at the first look at its rows. */
export const snapshot: Snapshot = {
  dataVersion: snapshotData.dataVersion,
  date: snapshotData.date,
  get rows() {
    rows ??= decodeRows(snapshotData);
    return rows;
  },
  get schedule() {
    schedule ??= decodeSchedule(snapshotData.schedule);
    return schedule;
  },
};
