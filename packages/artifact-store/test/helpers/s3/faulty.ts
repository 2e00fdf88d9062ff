import type { GetOptions, ObjectStore } from "../../../src/object-store/types.js";
import { collect } from "../bytes.js";
import type { Fault, Seen, StrictS3Options } from "./strict-s3.js";

export const SLOW_DOWN: Fault = { kind: "refuse", status: 503, code: "SlowDown" };

/** The fault for requests of one kind, the first so many times. */
export function faulty(
  matches: (request: Seen) => boolean,
  fault: Fault,
  times = 1,
): Required<Pick<StrictS3Options, "fault">> {
  let left = times;
  return {
    fault: (request) => {
      if (!matches(request) || left === 0) {
        return undefined;
      }
      left -= 1;
      return fault;
    },
  };
}

export function isPut({ method }: Seen): boolean {
  return method === "PUT";
}

export function isGet({ method }: Seen): boolean {
  return method === "GET";
}

export function isPart(number: number): (request: Seen) => boolean {
  return ({ query }) => query.get("partNumber") === String(number);
}

/** An object's bytes; nothing where there is none. */
export async function read(store: ObjectStore, key: string, options?: GetOptions): Promise<Buffer> {
  const found = await store.get(key, options);
  return found === undefined ? Buffer.alloc(0) : collect(found.body);
}
