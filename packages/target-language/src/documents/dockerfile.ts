import type { Spot } from "../spot.js";

const FROM = /^\uFEFF?[ \t]*FROM[ \t]+(?:--platform=(?<platform>\S+)[ \t]+)?(?<image>\S+)/i;
const ARG = /^\uFEFF?[ \t]*ARG[ \t]+(?<name>\w+)=(?<quote>["']?)(?<value>[^\s"']*)/i;
/** The official image, by each of its names; a digest behind the tag is left out. */
const NODE_IMAGE =
  /^(?:(?:docker\.io|index\.docker\.io|public\.ecr\.aws\/docker)\/)?(?:library\/)?node:(?<tag>[^@]*)/d;
/** A tag that begins with a variable, whose default is the version. */
const VARIABLE = /^\$\{?(?<name>\w+)/;

/** The tags of `FROM node:…`, the platforms of `FROM --platform=…`, and the `ARG`s that such tags begin with. */
export function readDockerfile(text: string): Spot[] {
  const spots: Spot[] = [];
  const defaults = new Map<string, Spot>();
  let start = 0;
  for (const line of text.split("\n")) {
    const arg = ARG.exec(line);
    const from = FROM.exec(line);
    if (arg?.groups) remember(arg, start, defaults);
    if (from?.groups)
      spots.push(...spotsOfFrom(line, start, from.groups), ...defaultsOf(from.groups, defaults));
    start += line.length + 1;
  }
  return spots.sort((a, b) => a.start - b.start);
}

/** The tag of an image in any file: `node:24-alpine`, as a container of a workflow has it. */
export function readImage(image: string, start: number): Spot[] {
  const [from, to] = NODE_IMAGE.exec(image)?.indices?.groups?.tag ?? [];
  if (from === undefined || to === undefined) return [];
  return [
    { topic: { kind: "image-tag" }, text: image.slice(from, to), start: start + from, end: start + to },
  ];
}

type Groups = Readonly<Record<string, string | undefined>>;

function spotsOfFrom(line: string, start: number, { platform, image = "" }: Groups): Spot[] {
  const option = line.indexOf("--platform=") + "--platform=".length;
  const afterPlatform = platform === undefined ? /FROM/i.exec(line)?.index : option + platform.length;
  const imageAt = line.indexOf(image, (afterPlatform ?? 0) + (platform === undefined ? "FROM".length : 0));
  const spots = readImage(image, start + imageAt);
  if (platform === undefined) return spots;
  const place = { start: start + option, end: start + option + platform.length };
  return [{ topic: { kind: "target", dialect: "oci" }, text: platform, ...place }, ...spots];
}

function remember(
  { index, 0: whole, groups = {} }: RegExpExecArray,
  start: number,
  defaults: Map<string, Spot>,
): void {
  const { name = "", value = "" } = groups;
  const from = start + index + whole.length - value.length;
  defaults.set(name, { topic: { kind: "image-tag" }, text: value, start: from, end: from + value.length });
}

function defaultsOf({ image = "" }: Groups, defaults: Map<string, Spot>): Spot[] {
  const tag = NODE_IMAGE.exec(image)?.groups?.tag ?? "";
  const name = VARIABLE.exec(tag)?.groups?.name ?? "";
  const found = defaults.get(name);
  // Once is enough, however many stages there are.
  defaults.delete(name);
  return found === undefined ? [] : [found];
}
