import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { diagnose } from "@nodewright/target-language";
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";

const bin = fileURLToPath(
  new URL("../../../apps/language-server/bin/nodewright-language-server.js", import.meta.url),
);
const uri = "file:///app/package.json";

export interface ServerFigures {
  readonly startMs: number[];
  readonly diagnosticsMs: number[];
  readonly completionMs: number[];
  readonly count: number;
}

interface Options {
  readonly text: string;
  readonly rounds: number;
}

/** Starts servers as an editor does, one after the other, and types into the last of them. */
export async function measureServer({ text, rounds }: Options): Promise<ServerFigures> {
  const figures: ServerFigures = { startMs: [], diagnosticsMs: [], completionMs: [], count: 0 };
  for (let round = 0; round <= rounds; round += 1) {
    const startMs = await withServer(async (connection) => {
      if (round === rounds) figures.completionMs.push(...(await completions(connection, { text, rounds })));
    });
    // The first leaves its compiled code to the others.
    if (round > 0) figures.startMs.push(startMs);
  }
  const context = { now: new Date() };
  let count = 0;
  for (let round = 0; round <= rounds; round += 1) {
    // Another text each time, as somebody types.
    const started = performance.now();
    count = diagnose({ uri, text: `${text}${" ".repeat(round)}` }, context).length;
    if (round > 0) figures.diagnosticsMs.push(performance.now() - started);
  }
  return { ...figures, count };
}

async function withServer(use: (connection: MessageConnection) => Promise<void>): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, [bin, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const reader = new StreamMessageReader(child.stdout);
  const connection = createMessageConnection(reader, new StreamMessageWriter(child.stdin));
  connection.listen();
  await connection.sendRequest("initialize", { processId: process.pid, rootUri: null, capabilities: {} });
  const elapsed = performance.now() - started;
  await use(connection);
  const exit = once(child, "exit");
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  await exit;
  connection.dispose();
  return elapsed;
}

async function completions(connection: MessageConnection, { text, rounds }: Options): Promise<number[]> {
  const textDocument = { uri, languageId: "json", version: 1, text };
  await connection.sendNotification("textDocument/didOpen", { textDocument });
  const before = text.slice(0, text.indexOf("node24-alpine") + "node24-".length).split("\n");
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  const samples: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const started = performance.now();
    await connection.sendRequest("textDocument/completion", { textDocument: { uri }, position });
    if (round > 0) samples.push(performance.now() - started);
  }
  return samples;
}
