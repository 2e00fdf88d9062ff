import { constants } from "node:fs";

/** Whether a file is opened with flags that change it, or would make it. */
export function isForWriting(flags: unknown): boolean {
  const { O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND } = constants;
  if (typeof flags === "number") return (flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND)) !== 0;
  return /[wa+]/.test(String(flags ?? "r"));
}

/** Whether flags make a file that is not there. */
export function isForMaking(flags: unknown): boolean {
  if (typeof flags === "number") return (flags & constants.O_CREAT) !== 0;
  return /[wa]/.test(String(flags ?? "r"));
}
