import type { TextDocument } from "./types.js";

/** The kinds of files in which people type targets and versions, and our own. */
export type DocumentKind =
  | "package.json"
  | ".nvmrc"
  | ".node-version"
  | ".n-node-version"
  | ".tool-versions"
  | "workflow"
  | "dockerfile"
  | "node-build"
  | "definition"
  | "lockfile"
  | "prebuild-manifest";

const KINDS: readonly (readonly [path: RegExp, kind: DocumentKind])[] = [
  [/(?:^|\/)package\.json$/, "package.json"],
  [/(?:^|\/)\.nvmrc$/, ".nvmrc"],
  [/(?:^|\/)\.node-version$/, ".node-version"],
  [/(?:^|\/)\.n-node-version$/, ".n-node-version"],
  [/(?:^|\/)\.tool-versions$/, ".tool-versions"],
  [/(?:^|\/)\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/i, "workflow"],
  [/(?:^|\/)action\.ya?ml$/, "workflow"],
  [/(?:^|\/)(?:[^/]+\.)?(?:dockerfile|containerfile)(?:\.[^/]+)?$/i, "dockerfile"],
  [/(?:^|\/)nodewright\.lock$/, "lockfile"],
  [/(?:^|\/)prebuilds\.json$/, "prebuild-manifest"],
  [/(?:^|\/)definitions\/[^/]+\.(?:json|ya?ml)$/, "definition"],
  [/(?:^|\/)(?:share\/)?node-build\/[^/.][^/]*$/, "node-build"],
];

const LANGUAGES: Readonly<Record<string, DocumentKind>> = {
  dockerfile: "dockerfile",
  "github-actions-workflow": "workflow",
  "node-build": "node-build",
};

/** What kind of file a document is, by its path; else by its language. Undefined for one that has nothing of ours. */
export function documentKind({ uri, languageId = "" }: TextDocument): DocumentKind | undefined {
  const path = pathOf(uri);
  const known = KINDS.find(([pattern]) => pattern.test(path));
  if (known !== undefined) return known[1];
  return Object.hasOwn(LANGUAGES, languageId) ? LANGUAGES[languageId] : undefined;
}

/** Of any scheme, for virtual workspaces have their own; what cannot be decoded stays as it is. */
function pathOf(uri: string): string {
  const path = uri.replace(/[?#].*$/s, "").replaceAll("\\", "/");
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
