import fc from "fast-check";
import { createTarget, type Target } from "../src/index.js";
import { ARCHES, armVersionsOf, endiansOf, libcsOf, OSES, VARIANTS } from "../src/vocabulary.js";

const LEVELS: Readonly<Record<string, readonly string[]>> = {
  x64: ["x86_64_v1", "x86_64_v2", "x86_64_v3", "x86_64_v4"],
  arm64: ["armv8.1a", "armv8.2a", "armv9.0a"],
  ppc64: ["power8le", "power10"],
};

const pairs = OSES.flatMap((os) => ARCHES.map((arch) => ({ os, arch }))).filter(
  ({ os, arch }) =>
    (arch === "any") === (os === "web") &&
    (arch === "wasm32") === (os === "wasi") &&
    (arch !== "universal" || os === "darwin" || os === "mas"),
);

const oneOf = <Item>(items: readonly Item[]) =>
  items.length > 0 ? fc.constantFrom(...items) : fc.constant(undefined);
const maybe = <Item>(items: readonly Item[]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, oneOf(items));

/** Any target that createTarget makes, in dialects' tables or not. */
export const arbitraryTarget: fc.Arbitrary<Target> = fc.constantFrom(...pairs).chain(({ os, arch }) =>
  fc
    .record({
      libc: oneOf(libcsOf(os)),
      armVersion: oneOf(armVersionsOf(os, arch)),
      endian: oneOf(endiansOf(os, arch)),
      variant: maybe([...VARIANTS, "lto", "asan-2"]),
      cpuLevel: maybe(LEVELS[arch] ?? []),
    })
    .map((rest) => createTarget({ os, arch, ...rest })),
);
