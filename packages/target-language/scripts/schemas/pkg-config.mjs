import * as z from "zod/mini";

const say = z.describe;
const texts = (description) => z.union([z.string(), z.array(z.string())]).check(say(description));
const flag = (description) => z.boolean().check(say(description));

const deployFile = z.tuple([z.string(), z.string()], z.string());

/** The key `pkg` of a package.json. Functions, which JSON has none of, are left out; pkg warns of keys it does not know. */
export const pkgConfigSchema = z
  .looseObject({
    scripts: z.optional(
      texts("JavaScript files that no require names: paths and globs. They are compiled in."),
    ),
    assets: z.optional(texts("Files to pack as they are: paths and globs.")),
    ignore: z.optional(z.array(z.string()).check(say("Globs of files to leave out."))),
    targets: z.optional(
      texts("What to make: <node range>-<platform>-<arch>, as in node24-linux-x64; `host` for this machine."),
    ),
    outputPath: z.optional(z.string().check(say("The folder to write executables to."))),
    compress: z.optional(
      z.string().check(say("How packed files are compressed: None, GZip, Brotli or Zstd.")),
    ),
    options: z.optional(
      texts("Options of Node.js and V8 that are baked into the executable, without dashes."),
    ),
    sea: z.optional(
      flag("Make a single executable application of Node.js's own, without a patched Node.js."),
    ),
    bytecode: z.optional(flag("Whether scripts are compiled to V8's bytecode; false packs their source.")),
    fallbackToSource: z.optional(flag("Pack the source of a script that cannot be compiled.")),
    public: z.optional(flag("Pack the top-level project's sources readable.")),
    publicPackages: z.optional(texts("Packages whose sources are packed readable; `*` for all.")),
    noDictionary: z.optional(texts("Packages whose built-in configuration is not used; `*` for all.")),
    nativeBuild: z.optional(flag("Whether native addons are fetched or built for the target.")),
    signature: z.optional(flag("Whether executables for macOS are signed ad hoc.")),
    debug: z.optional(flag("Say more, and pack what shows the files in the executable.")),
    patches: z.optional(
      z
        .record(
          z.string(),
          z.array(z.union([z.string(), z.object({ do: z.enum(["erase", "prepend", "append"]) })])),
        )
        .check(say("By file: pairs of a text and what takes its place.")),
    ),
    dictionary: z.optional(
      z
        .record(z.string(), z.unknown())
        .check(say("Configuration of packages, as each would have it in `pkg`.")),
    ),
    deployFiles: z.optional(
      z
        .array(deployFile)
        .check(say('Files to put beside the executable: [from, to], or [from, to, "directory"].')),
    ),
    preBuild: z.optional(z.string().check(say("A shell command that runs before anything else."))),
    postBuild: z.optional(z.string().check(say("A shell command for each executable, named by PKG_OUTPUT."))),
    seaConfig: z.optional(
      z
        .looseObject({
          useCodeCache: z.optional(flag("Carry V8's code cache.")),
          useSnapshot: z.optional(flag("Start from a snapshot of the heap.")),
          disableExperimentalSEAWarning: z.optional(flag("Do not warn that the feature is experimental.")),
        })
        .check(say("What Node.js is told when it makes the executable.")),
    ),
  })
  .check(say("How pkg makes executables of this app."));
