import { expect, it } from "vitest";
import type { SqlSession } from "../../src/sql/database.js";
import { migrate, SCHEMA_VERSION } from "../../src/sql/schema.js";

const WORDS = { serial: "<serial>", transactionId: "<txid>" };

it("takes a schema from any version to the present one, step by step", async () => {
  const statements: string[] = [];
  const session = {
    query: async (text: string) => {
      statements.push(text);
      return [];
    },
  } as unknown as SqlSession;
  await migrate(session, SCHEMA_VERSION, WORDS);
  expect(statements).toEqual([]);
  await migrate(session, 0, WORDS);
  expect(statements.filter((text) => text.includes("<serial>"))).toHaveLength(2);
  expect(statements.filter((text) => text.includes("<txid>"))).toHaveLength(1);
});
