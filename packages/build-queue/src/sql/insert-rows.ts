import type { Row, SqlSession, SqlValue } from "./database.js";

const ROWS_IN_A_STATEMENT = 100;

/** Inserts rows of the same columns, many with each statement; gives what `ending` returns. */
export async function insertRows(
  session: SqlSession,
  table: string,
  rows: readonly Readonly<Record<string, SqlValue>>[],
  ending = "",
): Promise<readonly Row[]> {
  const returned: Row[] = [];
  for (let start = 0; start < rows.length; start += ROWS_IN_A_STATEMENT) {
    const part = rows.slice(start, start + ROWS_IN_A_STATEMENT);
    const names = Object.keys(part[0] ?? {});
    const tuples = part.map(
      (_, row) => `(${names.map((_, column) => `$${row * names.length + column + 1}`)})`,
    );
    const text = `INSERT INTO ${table} (${names}) VALUES ${tuples} ${ending}`;
    returned.push(
      ...(await session.query(
        text,
        part.flatMap((row) => names.map((name) => row[name] ?? null)),
      )),
    );
  }
  return returned;
}
