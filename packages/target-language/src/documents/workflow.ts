import type { Spot, Topic } from "../spot.js";
import { readImage } from "./dockerfile.js";
import { readYaml, type YamlScalar } from "./yaml-outline.js";

const SETUP_NODE = /^[\w.-]+\/setup-node(?:@|$)/i;
const MATRIX = /^\$\{\{\s*matrix\.([\w-]+)\s*\}\}$/;
const INPUTS: Readonly<Record<string, Topic>> = {
  "node-version": { kind: "version", dialect: "setup-node" },
  architecture: { kind: "target", dialect: "setupNode" },
};

/** What a GitHub workflow, or an action of steps, asks of setup-node, matrices included, and images of Node.js. */
export function readWorkflow(text: string): Spot[] {
  const scalars = readYaml(text);
  const steps = new Set(scalars.filter(isSetupNode).map(({ path }) => path.slice(0, -1).join("\0")));
  const spots = scalars.flatMap((scalar) => [
    ...inputSpots(scalar, steps).flatMap((spot) => resolveMatrix(spot, scalar, scalars)),
    ...imageSpots(scalar),
  ]);
  const byStart = new Map(spots.map((spot) => [spot.start, spot]));
  return [...byStart.values()].sort((a, b) => a.start - b.start);
}

function isSetupNode({ path, text }: YamlScalar): boolean {
  return path.at(-1) === "uses" && path.at(-3) === "steps" && SETUP_NODE.test(text);
}

function inputSpots(scalar: YamlScalar, steps: ReadonlySet<string>): Spot[] {
  const { path, text, start, end, isQuoted } = scalar;
  const name = String(path.at(-1));
  const topic = Object.hasOwn(INPUTS, name) ? INPUTS[name] : undefined;
  const isOfStep = path.at(-2) === "with" && steps.has(path.slice(0, -2).join("\0"));
  return topic !== undefined && isOfStep ? [{ topic, text, start, end, isPlainYaml: !isQuoted }] : [];
}

/** The values of the matrix that an input takes from it; the input itself where it takes none. */
function resolveMatrix(spot: Spot, { path }: YamlScalar, scalars: readonly YamlScalar[]): Spot[] {
  const name = MATRIX.exec(spot.text)?.[1];
  if (name === undefined) return spot.text.includes("${{") ? [] : [spot];
  const [jobs, job] = path;
  const isOfJob = (value: YamlScalar): boolean => value.path[0] === jobs && value.path[1] === job;
  return scalars
    .filter((value) => isOfJob(value) && isMatrixValue(value.path.slice(2), name))
    .filter(({ text }) => !text.includes("${{"))
    .map(({ text, start, end, isQuoted }) => ({
      topic: spot.topic,
      text,
      start,
      end,
      isPlainYaml: !isQuoted,
    }));
}

/** `strategy.matrix.node.0`, `strategy.matrix.include.0.node`. */
function isMatrixValue(
  [strategy, matrix, key, index, inner, ...deeper]: YamlScalar["path"],
  name: string,
): boolean {
  if (strategy !== "strategy" || matrix !== "matrix" || deeper.length > 0) return false;
  if (key === "include" || key === "exclude") return inner === name;
  return key === name && inner === undefined && (index === undefined || typeof index === "number");
}

/** `container: node:24`, and `image:` of a container or a service. */
function imageSpots({ path, text, start }: YamlScalar): Spot[] {
  const isImage = path.at(-1) === "image" || path.at(-1) === "container";
  return path[0] === "jobs" && isImage && !text.includes("${{") ? readImage(text, start) : [];
}
