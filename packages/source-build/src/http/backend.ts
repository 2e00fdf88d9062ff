import type { RunContext } from "../run-command.js";

/** What fetches a URL. Both answer whether it went well; what went wrong is in the log. */
export interface HttpBackend {
  /** `curl`, `aria2c`, `wget`, or `nodewright` for our own downloads. */
  readonly name: string;
  head(context: RunContext, url: string): Promise<boolean>;
  /** @param file Where it goes: a path relative to `cwd`. */
  get(
    context: RunContext,
    url: string,
    where: { readonly cwd: string; readonly file: string },
  ): Promise<boolean>;
}
