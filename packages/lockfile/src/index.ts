export { LockError, type LockErrorCode } from "./errors.js";
export { lockOffer } from "./lock-offer.js";
export { createLockedSource, isLockedFor, type LockedSourceOptions } from "./locked-source.js";
export type { LockedPlaces } from "./locked-urls.js";
export {
  formatLockfile,
  type LockedFile,
  type LockedTarget,
  type Lockfile,
  lockfileName,
  lockfileSchema,
  parseLockfile,
  readLockfile,
  writeLockfile,
} from "./lockfile.js";
export { isLockOf, type MakeLockOptions, makeLock } from "./make-lock.js";
