import { pause } from "../abort.js";
import { ArtifactError } from "../errors.js";
import { isRetryableStatus, type RetryPolicy, retryDelay } from "../http/retry.js";
import type { HttpRequest, HttpResponse } from "../http/send.js";

/** What tells one kind of server from another. */
export interface Protocol {
  readonly retry: RetryPolicy;
  /** One try; signs or adds what all requests of this store carry. */
  send(request: HttpRequest): Promise<HttpResponse>;
  /** The error of an answer that is a failure; reads its body. */
  explain(response: HttpResponse, doing: string): Promise<ServerFailure>;
}

export interface ServerFailure {
  readonly error: ArtifactError;
  /** Another try may do better, even where the status does not say so. */
  readonly isTransient: boolean;
}

export interface Exchange<T> {
  readonly request: Omit<HttpRequest, "headers"> & { readonly headers?: HttpRequest["headers"] };
  /** The verb of messages: "Cannot publish https://…". */
  readonly doing: string;
  /** Statuses besides 2xx that are an answer and no failure. */
  readonly accept?: readonly number[] | undefined;
  /** Reads the answer within the try, so that a body that is cut is asked for again. */
  readonly read: (response: HttpResponse) => Promise<T>;
}

export interface Answer<T> {
  readonly value: T;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** How often the request was sent: only after the first time may a conflict be with ourselves. */
  readonly tries: number;
}

/** Asks until there is an answer, or a failure that no other try would mend. */
export async function exchange<T>(protocol: Protocol, job: Exchange<T>): Promise<Answer<T>> {
  const { request, doing } = job;
  for (let tries = 1; ; tries += 1) {
    const outcome = await attempt(protocol, job);
    if ("value" in outcome) {
      return { ...outcome, tries };
    }
    const { error, isTransient } = outcome;
    const delayMs = retryDelay({ error, failures: tries, hasAnswered: false, isTransient }, protocol.retry);
    if (delayMs === undefined) {
      throw error;
    }
    await pause(delayMs, `Cannot ${doing} ${error.url ?? "it"}`, request.signal);
  }
}

type Outcome<T> = Omit<Answer<T>, "tries"> | ServerFailure;

async function attempt<T>(protocol: Protocol, job: Exchange<T>): Promise<Outcome<T>> {
  try {
    const { headers = {}, ...request } = job.request;
    const response = await protocol.send({ ...request, headers, doing: job.doing });
    const isAnswer = response.status >= 200 && response.status <= 299;
    if (!isAnswer && job.accept?.includes(response.status) !== true) {
      return await protocol.explain(response, job.doing);
    }
    return { value: await job.read(response), status: response.status, headers: response.headers };
  } catch (error) {
    if (error instanceof ArtifactError) {
      // An error within a body (S3 has such) is judged by the status that it stands for.
      return { error, isTransient: error.status !== undefined && isRetryableStatus(error.status) };
    }
    throw error;
  }
}

/** For answers whose body nobody wants, and which is short: reading it keeps the connection. */
export async function ignoreBody(response: HttpResponse): Promise<void> {
  response.body.on("error", () => {}).resume();
}
