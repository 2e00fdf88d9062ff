import type { KeyObject } from "node:crypto";
import { z } from "zod";
import { signEnvelope } from "./dsse.js";

/** Something a build was made of. */
export interface ResolvedDependency {
  /** `https://nodejs.org/dist/v24.1.0/node-v24.1.0.tar.xz`, `oci://…`. */
  readonly uri: string;
  readonly sha256: string;
}

/** How an artifact came to be, as the one who publishes it knows it. */
export interface BuildFacts {
  readonly version: string;
  /** Canonical text: `linux-x64-musl`; absent for what serves every target (headers). */
  readonly target?: string | undefined;
  readonly recipe: { readonly name: string; readonly digest: string };
  /** The source, base images, toolchains. */
  readonly dependencies: readonly ResolvedDependency[];
  /** A URI of the farm. */
  readonly builder: string;
  /** The job. */
  readonly invocation: string;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  /** sha256 of the job's log. */
  readonly logSha256?: string | undefined;
  /** Of the `@nodewright` core that named the target. */
  readonly coreVersion: string;
}

interface ResourceDescriptor {
  readonly uri?: string | undefined;
  readonly name?: string | undefined;
  readonly digest: { readonly sha256: string };
}

/** What of an in-toto Statement v1 with SLSA provenance v1 is read here; more may be there. */
export interface ProvenanceStatement {
  readonly _type: "https://in-toto.io/Statement/v1";
  readonly subject: readonly { readonly name: string; readonly digest: { readonly sha256: string } }[];
  readonly predicateType: "https://slsa.dev/provenance/v1";
  readonly predicate: {
    readonly buildDefinition: {
      readonly buildType: string;
      readonly externalParameters: Readonly<Record<string, unknown>>;
      readonly internalParameters?: Readonly<Record<string, unknown>> | undefined;
      readonly resolvedDependencies?: readonly ResourceDescriptor[] | undefined;
    };
    readonly runDetails: {
      readonly builder: { readonly id: string };
      readonly metadata?:
        | {
            readonly invocationId?: string | undefined;
            readonly startedOn?: string | undefined;
            readonly finishedOn?: string | undefined;
          }
        | undefined;
      readonly byproducts?: readonly ResourceDescriptor[] | undefined;
    };
  };
}

const digestSet = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) });
const descriptor = z.object({ uri: z.string().optional(), name: z.string().optional(), digest: digestSet });

const statementSchema: z.ZodType<ProvenanceStatement> = z.object({
  _type: z.literal("https://in-toto.io/Statement/v1"),
  subject: z.array(z.object({ name: z.string(), digest: digestSet })).min(1),
  predicateType: z.literal("https://slsa.dev/provenance/v1"),
  predicate: z.object({
    buildDefinition: z.object({
      buildType: z.string(),
      externalParameters: z.record(z.string(), z.unknown()),
      internalParameters: z.record(z.string(), z.unknown()).optional(),
      resolvedDependencies: z.array(descriptor).optional(),
    }),
    runDetails: z.object({
      builder: z.object({ id: z.string() }),
      metadata: z
        .object({
          invocationId: z.string().optional(),
          startedOn: z.string().optional(),
          finishedOn: z.string().optional(),
        })
        .optional(),
      byproducts: z.array(descriptor).optional(),
    }),
  }),
});

const buildType =
  "https://github.com/nodewright/nodewright/blob/main/packages/release-publish/README.md#provenance";

/** The statement about an artifact. */
export function provenanceOf(
  subject: { readonly name: string; readonly sha256: string },
  facts: BuildFacts,
): ProvenanceStatement {
  const { recipe, version, target, logSha256 } = facts;
  return {
    _type: "https://in-toto.io/Statement/v1",
    subject: [{ name: subject.name, digest: { sha256: subject.sha256 } }],
    predicateType: "https://slsa.dev/provenance/v1",
    predicate: {
      buildDefinition: {
        buildType,
        externalParameters: { version, ...(target === undefined ? {} : { target }), recipe },
        internalParameters: { coreVersion: facts.coreVersion },
        resolvedDependencies: facts.dependencies.map(({ uri, sha256 }) => ({ uri, digest: { sha256 } })),
      },
      runDetails: {
        builder: { id: facts.builder },
        metadata: {
          invocationId: facts.invocation,
          startedOn: facts.startedAt.toISOString(),
          finishedOn: facts.finishedAt.toISOString(),
        },
        ...(logSha256 === undefined ? {} : { byproducts: [{ name: "log", digest: { sha256: logSha256 } }] }),
      },
    },
  };
}

/** The line of an `.intoto.jsonl` file that states where an artifact comes from. */
export function formatProvenance(statement: ProvenanceStatement, privateKey: KeyObject): string {
  return `${JSON.stringify(signEnvelope(JSON.stringify(statement), privateKey))}\n`;
}

/** A statement out of an envelope, if it is one. */
export function parseStatement(payload: string): ProvenanceStatement | undefined {
  try {
    return statementSchema.safeParse(JSON.parse(payload)).data;
  } catch {
    return undefined;
  }
}

/** The name of the file beside an artifact that holds its provenance. */
export function provenanceName(fileName: string): string {
  return `${fileName}.intoto.jsonl`;
}
