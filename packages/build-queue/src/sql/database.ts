/** What differs between the two SQLs, as text that is put into statements. */
export interface Dialect {
  /** Locks the rows that a SELECT reads until the transaction ends, where the database does not lock as a whole. */
  readonly forUpdate: string;
  /** As `forUpdate`, but passes over rows that others hold. */
  readonly skipLocked: string;
  /** A condition: the column equals an element of the JSON array in this parameter. */
  among(column: string, parameter: string, type: "text" | "integer"): string;
  /** The text that a JSON object in this parameter has under the column's value. */
  textOf(column: string, parameter: string): string;
  /** Whether WITH may hold statements that change rows. */
  readonly changesInWith: boolean;
  /** A condition on `queue_transitions`: no transaction under way can still add a row before this one. */
  readonly settled: string;
}

export type SqlValue = string | number | null;
export type Row = Readonly<Record<string, unknown>>;

/** Statements with `$1`, `$2`, …; one after the other. */
export interface SqlSession {
  readonly dialect: Dialect;
  query(text: string, values?: readonly SqlValue[]): Promise<readonly Row[]>;
}

/** A database that throws `QueueError` for what its users can act upon. */
export interface SqlDatabase {
  /** Commits when the work is done; rolls back and throws when it throws. May run the work more than once. */
  transaction<Result>(work: (session: SqlSession) => Promise<Result>): Promise<Result>;
  /** Reads what is committed; one statement is one view of the data. */
  read<Result>(work: (session: SqlSession) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}
