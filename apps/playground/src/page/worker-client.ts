import type { Calls, Request, Response } from "../worker/protocol.js";

/** What the worker did not answer, in its words. */
export class AnswerError extends Error {
  override readonly name = "AnswerError";
  readonly hint: string | undefined;

  constructor(message: string, hint: string | undefined) {
    super(message);
    this.hint = hint;
  }
}

export type Ask = <Name extends keyof Calls>(
  name: Name,
  ...args: Parameters<Calls[Name]>
) => Promise<ReturnType<Calls[Name]>>;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Asks a worker, which may have several questions at once. Each promise rejects with AnswerError. */
export function askWorker(worker: Worker): Ask {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  worker.addEventListener("message", ({ data }: MessageEvent<Response>) => {
    const one = waiting.get(data.id);
    waiting.delete(data.id);
    if ("error" in data) one?.reject(new AnswerError(data.error.message, data.error.hint));
    else one?.resolve(data.value);
  });
  worker.addEventListener("error", ({ message }) => {
    for (const { reject } of waiting.values()) reject(new AnswerError(message, undefined));
    waiting.clear();
  });
  return (name, ...args) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve: (value) => resolve(value as ReturnType<Calls[typeof name]>), reject });
      const request: Request<typeof name> = { id: last, name, args };
      worker.postMessage(request);
    });
}
