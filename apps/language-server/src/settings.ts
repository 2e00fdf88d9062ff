import { type DiagnosticCode, diagnosticCodes } from "@nodewright/target-language";

/** What a user sets, by `initializationOptions` or `workspace/didChangeConfiguration`. */
export interface Settings {
  /** Codes of diagnostics that are not given. */
  readonly ignore: readonly DiagnosticCode[];
  /** Takes what is understood of a value of any shape. */
  update(value: unknown): void;
}

export function createSettings(): Settings {
  let ignore: readonly DiagnosticCode[] = [];
  return {
    get ignore() {
      return ignore;
    },
    update(value) {
      if (typeof value !== "object" || value === null || !("ignore" in value)) return;
      const { ignore: named } = value;
      if (Array.isArray(named)) ignore = diagnosticCodes.filter((code) => named.includes(code));
    },
  };
}
