import { type Answer, type Exchange, exchange, type Protocol } from "./exchange.js";

/**
 * Sends a request that shall have no effect where the key is taken: that is answered with 412. A
 * server that says it cannot do this (501) is sent the request without the condition.
 */
export async function exchangeIfAbsent<T>(protocol: Protocol, job: Exchange<T>): Promise<Answer<T>> {
  const { request, accept = [] } = job;
  const conditional = {
    ...job,
    request: { ...request, headers: { ...request.headers, "if-none-match": "*" } },
    accept: [412, 501, ...accept],
  };
  const answer = await exchange(protocol, conditional);
  return answer.status === 501 ? exchange(protocol, job) : answer;
}
