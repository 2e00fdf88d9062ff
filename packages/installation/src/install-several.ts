import type { SpecDialect } from "@nodewright/release-index";
import type { ReleaseSource, SourceIndex } from "@nodewright/release-source";
import { formatTarget } from "@nodewright/target-triple";
import type { InstallEvent } from "./install-events.js";
import { carryOut, type InstallOptions, type InstallResult } from "./install-node.js";
import { type Plan, planInstall } from "./plan-install.js";
import { type Settled, settleAll } from "./settle-all.js";

/** A version word, and whose it is. */
export interface SpecRequest {
  readonly spec: string;
  readonly dialect?: SpecDialect | undefined;
}

export interface InstallSeveralOptions<R extends SpecRequest>
  extends Omit<InstallOptions, "spec" | "dialect" | "onEvent"> {
  readonly requests: readonly R[];
  /** How many are made at once; 4 when absent. */
  readonly concurrency?: number | undefined;
  readonly onEvent?: ((event: InstallEvent, request: R) => void) | undefined;
}

/** What became of one request. */
export interface RequestOutcome<R extends SpecRequest> {
  readonly request: R;
  readonly ended: Settled<InstallResult>;
}

/**
 * Installs what several specs mean, at once. Specs that mean the same release install it once, and each gets its
 * result. A failure is the outcome of its request and stops no other.
 * @returns one outcome for each request, in their order
 * @throws the signal's reason when it was aborted
 */
export async function installSeveral<R extends SpecRequest>(
  options: InstallSeveralOptions<R>,
): Promise<RequestOutcome<R>[]> {
  const { requests, concurrency = 4, signal } = options;
  const [first, ...rest] = options.sources;
  const shared = { ...options, sources: [shareIndex(first), ...rest.map(shareIndex)] as const };
  const planned = await settleAll(requests, concurrency, (request) => planInstall(toOne(shared, request)));
  signal?.throwIfAborted();
  const made = await settleAll(distinct(planned), concurrency, ({ plan, request }) =>
    carryOut(plan, toOne(shared, request)),
  );
  signal?.throwIfAborted();
  const results = new Map(made.map(({ item, ended }) => [prefixOf(item.plan), ended]));
  return planned.map(({ item, ended }) => ({ request: item, ended: outcomeOf(ended, results) }));
}

interface Job<R> {
  readonly request: R;
  readonly plan: Plan;
}

/** The first plan for each place. */
function distinct<R>(planned: readonly { readonly item: R; readonly ended: Settled<Plan> }[]): Job<R>[] {
  const jobs = new Map<string, Job<R>>();
  for (const { item, ended } of planned) {
    if ("error" in ended || jobs.has(prefixOf(ended.value))) continue;
    jobs.set(prefixOf(ended.value), { request: item, plan: ended.value });
  }
  return [...jobs.values()];
}

function toOne<R extends SpecRequest>(options: InstallSeveralOptions<R>, request: R): InstallOptions {
  const { spec, dialect } = request;
  return { ...options, spec, dialect, onEvent: (event) => options.onEvent?.(event, request) };
}

function prefixOf(plan: Plan): string {
  return plan.kind === "present" ? plan.result.prefix : plan.place.prefix;
}

/** The result of the release that a plan means, for the reason that this plan has. */
function outcomeOf(
  planned: Settled<Plan>,
  results: ReadonlyMap<string, Settled<InstallResult>>,
): Settled<InstallResult> {
  if ("error" in planned) return planned;
  const plan = planned.value;
  const made = results.get(prefixOf(plan)) ?? { error: new TypeError("a plan was not carried out") };
  if ("error" in made) return made;
  const { resolution } = plan.kind === "present" ? plan.result : plan.place;
  return { value: { ...made.value, resolution } };
}

/** A source whose index is asked for once a target, however many ask at once. */
function shareIndex(source: ReleaseSource): ReleaseSource {
  const indexes = new Map<string, Promise<SourceIndex>>();
  return {
    ...source,
    loadIndex: (target) => {
      const key = formatTarget(target) ?? "";
      const known = indexes.get(key) ?? source.loadIndex(target);
      indexes.set(key, known);
      return known;
    },
  };
}
