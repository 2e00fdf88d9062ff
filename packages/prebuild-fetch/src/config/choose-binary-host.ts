import { PrebuildError } from "../errors.js";

/** What decides between a staging and a production host. */
export interface BinaryHostChoice {
  /** The command that runs first; publishing goes to staging unless production is named. */
  readonly command: string | undefined;
  /** `--s3_host` */
  readonly s3Host: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

interface Hosts {
  readonly host?: string | undefined;
  readonly staging_host?: string | undefined;
  readonly production_host?: string | undefined;
}

/**
 * The host of a `binary` object that has both `staging_host` and `production_host` and no `host`; undefined for
 * others. The variable `node_pre_gyp_s3_host` goes before the option.
 *
 * @throws PrebuildError ERR_PREBUILD_HOST for a word that names neither.
 */
export function chooseBinaryHost(binary: Hosts | undefined, choice: BinaryHostChoice): string | undefined {
  if (!binary || binary.host || !binary.staging_host || !binary.production_host) return undefined;
  const words = [choice.env.node_pre_gyp_s3_host, choice.s3Host];
  const word = words.find((one) => one === "staging" || one === "production");
  if (word !== undefined) return word === "staging" ? binary.staging_host : binary.production_host;
  const unknown = choice.s3Host || choice.env.node_pre_gyp_s3_host;
  if (unknown) {
    throw new PrebuildError("ERR_PREBUILD_HOST", `invalid s3_host ${unknown}`, {
      hint: "use --s3_host=staging or --s3_host=production",
    });
  }
  const isPublishing = choice.command === "publish" || choice.command === "unpublish";
  return isPublishing ? binary.staging_host : binary.production_host;
}
