import { isBuiltFor, type PreparedIndex } from "@nodewright/release-index";
import { formatTarget, type Target } from "@nodewright/target-triple";
import { knowledgeOf, type LanguageContext } from "./knowledge.js";

/** Who publishes a Node.js for a target. */
export interface Publisher {
  readonly name: string;
  /** Which releases, or under which name. */
  readonly detail: string;
  /** Whether the index in use lists its releases; of others it is known that they build the target, not which. */
  readonly isListed: boolean;
}

/** Those that are known to publish a Node.js for a target, the official one first; empty for none. */
export function publishersOf(target: Target, context: LanguageContext): Publisher[] {
  return knownPublishers(target, knowledgeOf(context).index);
}

export function knownPublishers(target: Target, index: PreparedIndex): Publisher[] {
  const range = builtRange(target, index);
  const recipe = formatTarget(target, "unofficial");
  const npmPackage = formatTarget(target, "npmPackage");
  return [
    ...(range === undefined ? [] : [{ name: "nodejs.org", detail: range, isListed: true }]),
    ...(recipe === null
      ? []
      : [{ name: "unofficial-builds.nodejs.org", detail: `recipe ${recipe}`, isListed: false }]),
    ...(npmPackage === null
      ? []
      : [{ name: "npm registry", detail: `package ${npmPackage}`, isListed: false }]),
  ];
}

function builtRange(target: Target, { releases }: PreparedIndex): string | undefined {
  const built = releases.filter(({ row }) => isBuiltFor(row, target) === true);
  const newest = built[0]?.row.version;
  const oldest = built.at(-1)?.row.version;
  return newest === oldest ? newest : `${oldest} to ${newest}`;
}
