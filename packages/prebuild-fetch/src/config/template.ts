import { PrebuildError } from "../errors.js";

type Variables = Readonly<Record<string, unknown>>;

/** A value may hold variables itself, but not for ever. */
const MAX_ROUNDS = 8;

/**
 * Fills in `{variables}`. Unknown ones stay as they are; a known one without a value is written `undefined`, as
 * published names have it.
 *
 * @throws PrebuildError ERR_PREBUILD_TEMPLATE when a value leads back to itself.
 */
export function fillTemplate(template: string, variables: Variables): string {
  let text = template;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const filled = text.replace(/\{(\w+)\}/g, (token, name: string) =>
      Object.hasOwn(variables, name) ? String(variables[name]) : token,
    );
    if (filled === text) return text;
    text = filled;
  }
  throw new PrebuildError(
    "ERR_PREBUILD_TEMPLATE",
    `cannot fill in "${template}": a variable's value contains the variable again`,
    { hint: "name, version and the other values of package.json must not contain {variables}" },
  );
}

/** One trailing slash, which a URL's last folder needs to be kept. */
export function withTrailingSlash(path: string): string {
  return path.endsWith("/") ? path : `${path}/`;
}

/** An empty variable between slashes leaves two of them. */
export function withoutDoubleSlashes(path: string): string {
  return path.replaceAll("//", "/");
}
