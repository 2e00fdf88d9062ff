import { MAX_BEFORE, type Spot, type Topic } from "../spot.js";
import { type Node, type Path, readJson, valuesOf } from "./json-tree.js";

const MEMBERS: ReadonlySet<string> = new Set(["cpu", "devEngines", "engines", "libc", "os", "pkg", "volta"]);
const NPM_FIELDS = ["os", "cpu", "libc"] as const;

/** What the text at a path of a package.json is about; undefined for what is none of ours. */
export function topicAt(path: Path): Topic | undefined {
  const [first, second] = path;
  const place = path.map((key) => (typeof key === "number" ? "*" : key)).join(".");
  if (place === "pkg.targets" || place === "pkg.targets.*") return { kind: "pkg-target" };
  if (place === "engines.node") return { kind: "version", dialect: "engines" };
  if (place === "volta.node") return { kind: "version", dialect: "volta" };
  if (path.at(-1) === "version" && isNodeRuntime(place.slice(0, -".version".length))) {
    return { kind: "version", dialect: "devEngines" };
  }
  const field = NPM_FIELDS.find((name) => name === first);
  if (field !== undefined && (path.length === 1 || (path.length === 2 && typeof second === "number"))) {
    return { kind: "npm-word", field };
  }
  return undefined;
}

/** `devEngines.runtime` is an object or a list of them; only those that are named node are ours. */
function isNodeRuntime(place: string): boolean {
  return place === "devEngines.runtime" || place === "devEngines.runtime.*";
}

export function readPackageJson(text: string): Spot[] {
  const root = readJson(text);
  // Most of a package.json is somebody else's.
  const members = root?.children?.map(({ children = [] }) => children) ?? [];
  return members.flatMap(([key, value]) => {
    const name = String(key?.value);
    if (value === undefined || !MEMBERS.has(name)) return [];
    return [...valuesOf(value, [name])].flatMap(([node, path]) => spotsAt(node, path, text));
  });
}

function spotsAt(node: Node, path: Path, text: string): Spot[] {
  const place = path.map((key) => (typeof key === "number" ? "*" : key)).join(".");
  if (node.type === "object" && isNodeRuntime(place)) return runtimeSpots(node, text);
  // Of a runtime the name decides, which stands beside its version.
  if (node.type !== "string" || path[0] === "devEngines") return [];
  const topic = topicAt(path);
  const spot = topic && spotOf(node, topic, text);
  return spot === undefined ? [] : [{ ...spot, before: textsBefore(node) }];
}

function runtimeSpots(node: Node, text: string): Spot[] {
  const member = (name: string): Node | undefined =>
    node.children?.find(({ children }) => children?.[0]?.value === name)?.children?.[1];
  const version = member("version");
  if (String(member("name")?.value).toLowerCase() !== "node" || version?.type !== "string") return [];
  const spot = spotOf(version, { kind: "version", dialect: "devEngines" }, text);
  return spot === undefined ? [] : [spot];
}

/** Undefined for a text with escapes, in which offsets are others: no version or target needs one. */
function spotOf({ offset, length }: Node, topic: Topic, text: string): Spot | undefined {
  const isClosed = length > 1 && text[offset + length - 1] === '"';
  const start = offset + 1;
  const end = offset + length - (isClosed ? 1 : 0);
  const inner = text.slice(start, end);
  return inner.includes("\\") ? undefined : { topic, text: inner, start, end };
}

function textsBefore(node: Node): readonly string[] | undefined {
  if (node.parent?.type !== "array") return undefined;
  const first = (node.parent.children ?? []).slice(0, MAX_BEFORE);
  const own = first.indexOf(node);
  return (own < 0 ? first : first.slice(0, own)).map(({ value }) => String(value));
}
