import type { BuildRecipe, LegacyRecipe, RecipeLimits } from "../types.js";

/** What carries recipes out: containers, namespaces, or nothing at all around them. */
export type RunnerName = "podman" | "docker" | "bubblewrap" | "host";

/** A piece of what a phase prints. */
export interface LogChunk {
  readonly phase: string;
  readonly stream: "stdout" | "stderr";
  readonly text: string;
}

export type LogSink = (chunk: LogChunk) => void;

/** A file or folder of this machine that a phase sees. */
export interface Mount {
  readonly from: string;
  readonly to: string;
  readonly writable: boolean;
}

/** What phases run on, once it is there. */
export type PreparedBase =
  | { readonly kind: "host" }
  | {
      readonly kind: "image";
      /** The image's own digest. */
      readonly id: string;
    };

/** One phase of one build. */
export interface PhaseRun {
  /** Names the build: processes and containers are found by it. */
  readonly lease: string;
  readonly phase: string;
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly mounts: readonly Mount[];
  readonly network: boolean;
  readonly base: PreparedBase;
  readonly limits: RecipeLimits;
  /** Whether the root may be written to: what recipes of unofficial-builds expect. */
  readonly writableRoot?: boolean;
}

export interface PhaseEnd {
  readonly exitCode: number;
  /** It was killed, and not by `stop`: by the kernel, for want of memory. */
  readonly killed: boolean;
}

/** A phase that runs, or has run. */
export interface RunningPhase {
  readonly startedAt: Date;
  readonly ended: Promise<PhaseEnd>;
  /** Ends all its processes. */
  stop(): Promise<void>;
  /** Forgets it, once its end has been written down. */
  remove(): Promise<void>;
}

export interface BaseOptions {
  readonly log: LogSink;
  readonly signal?: AbortSignal | undefined;
}

export interface Runner {
  readonly name: RunnerName;
  /** Whether a phase sees mounts at the paths they are given; else at those they have on this machine. */
  readonly isolates: boolean;
  /** @throws RecipeError `ERR_RECIPE_RUNNER` where it can never work here, with the remedy. */
  version(): Promise<string>;
  /** Brings what a recipe's phases run on. @throws RecipeError `ERR_RECIPE_IMAGE`, `ERR_RECIPE_RUNNER`. */
  prepareBase(recipe: BuildRecipe | LegacyRecipe, options: BaseOptions): Promise<PreparedBase>;
  start(run: PhaseRun, log: LogSink): Promise<RunningPhase>;
  /** The phase that a process before this one has started, if there is one; its log comes from the beginning. */
  adopt(lease: string, phase: string, log: LogSink): Promise<RunningPhase | undefined>;
}
