export { type HostFacts, hostFacts } from "./host/host-facts.js";
export type { HostOptions, ProcessReport } from "./host/host-options.js";
export { hostTarget } from "./host/host-target.js";
export { libcOf } from "./host/libc-of.js";
