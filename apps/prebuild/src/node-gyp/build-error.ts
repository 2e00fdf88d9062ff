/** A build, or a test of what was built, that failed. */
export class BuildError extends Error {
  override readonly name = "BuildError";
  readonly code = "ERR_PREBUILD_BUILD";
  readonly hint: string = "the lines above are the compiler's; a build needs Python, make and a C++ compiler";
}
