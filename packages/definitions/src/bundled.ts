import { dataDate, dataVersion, definitions } from "./bundled.generated.js";
import type { Definition } from "./types.js";

/**
 * The definitions that come with this package: of what no release index lists (io.js, chakracore, GraalVM,
 * development branches, channels). Releases of Node.js are not among them: those are generated.
 */
export interface BundledDefinitions {
  /** Changes whenever the data do. */
  readonly dataVersion: string;
  /** The day the facts are of. */
  readonly date: string;
  readonly definitions: readonly Definition[];
}

/** See {@link BundledDefinitions}. */
export const bundled: BundledDefinitions = { dataVersion, date: dataDate, definitions };

/** The bundled definition of a name, if there is one. */
export function bundledDefinition(name: string): Definition | undefined {
  return definitions.find((definition) => definition.name === name);
}
