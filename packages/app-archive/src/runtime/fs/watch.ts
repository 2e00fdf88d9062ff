import { EventEmitter } from "node:events";
import type { Volume } from "../volume.js";
import type { Operation } from "./intercept.js";
import { lookUp } from "./lookup.js";
import { systemError } from "./system-error.js";

/** Nothing in the volume ever changes: who asks the system for events is told that there are none to have. */
export function refuseWatching(volume: Volume): Operation {
  return (path) => {
    lookUp(volume, path, "watch");
    throw systemError("ENOSYS", { syscall: "watch", path });
  };
}

/** What `watchFile` gives: it looks for changes now and then, and there is none. */
export class NoChanges extends EventEmitter {
  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}
