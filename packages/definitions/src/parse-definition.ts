import { parseDocument, stringify } from "yaml";
import { DefinitionError } from "./errors.js";
import { checkDefinition } from "./schema.js";
import type { Definition } from "./types.js";

/**
 * Reads a declarative definition: JSON, or YAML of which JSON is a part.
 *
 * @param origin Named in errors: a path or URL.
 * @throws DefinitionError `ERR_DEFINITION_SYNTAX`, `ERR_DEFINITION_SCHEMA`.
 */
export function parseDefinition(text: string, origin = "the text"): Definition {
  const document = parseDocument(text, { schema: "core", stringKeys: true });
  const [error] = document.errors;
  if (error) throw notReadable(origin, error.message.split("\n", 1)[0] ?? "", error);
  let value: unknown;
  try {
    // Aliases may nest a thousandfold in a few bytes; a definition has no need of more than a few.
    value = document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    throw notReadable(origin, "it repeats itself too often through aliases", cause);
  }
  return checkDefinition(value, origin);
}

function notReadable(origin: string, why: string, cause: unknown): DefinitionError {
  return new DefinitionError("ERR_DEFINITION_SYNTAX", `cannot read ${origin}: ${why}`, {
    cause,
    hint: "A declarative definition is a JSON or YAML file.",
  });
}

/** Writes a definition in its declarative form, with a newline at the end. */
export function formatDefinition(definition: Definition, format: "json" | "yaml" = "yaml"): string {
  if (format === "json") return `${JSON.stringify(definition, undefined, 2)}\n`;
  return stringify(definition, { lineWidth: 0, schema: "core" });
}
