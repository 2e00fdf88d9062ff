import type { DefinitionNotice } from "@nodewright/definitions";
import type { BuildContext } from "../context.js";

/** What a step works on. */
export interface StepWork {
  readonly packageName: string;
  /** The package's directory. */
  readonly directory: string;
}

/** @throws SourceBuildError `ERR_BUILD_FAILED`. */
export type StepFunction = (context: BuildContext, work: StepWork) => Promise<void>;

/** The wording is node-build's: scripts look for it. */
export const warnEndOfLife: StepFunction = async ({ stderr }, { packageName }) => {
  stderr.write(
    `\nWARNING: ${packageName} is past its end of life and is now unsupported.\nIt no longer receives bug fixes or security updates.\n\n`,
  );
};

export const warnMaintenance: StepFunction = async ({ stderr }, { packageName }) => {
  stderr.write(
    `\nWARNING: ${packageName} is in LTS Maintenance mode and nearing its end of life.\nIt only receives *critical* security updates, *critical* bug fixes and documentation updates.\n\n`,
  );
};

/** The step that says a notice. */
export const noticeSteps: Readonly<Record<DefinitionNotice, StepFunction>> = {
  "end-of-life": warnEndOfLife,
  maintenance: warnMaintenance,
};
