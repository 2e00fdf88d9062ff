import { answersAt } from "./answers.js";
import type { Calls, Request, Response } from "./protocol.js";

const answers = answersAt(() => new Date());

function answer<Name extends keyof Calls>({ id, name, args }: Request<Name>): Response {
  try {
    const call = answers[name] as (...args: Parameters<Calls[Name]>) => unknown;
    return { id, value: call(...args) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const hint = error instanceof Error && "hint" in error ? String(error.hint) : undefined;
    return { id, error: { message, hint } };
  }
}

addEventListener("message", ({ data }: MessageEvent<Request>) => postMessage(answer(data)));
