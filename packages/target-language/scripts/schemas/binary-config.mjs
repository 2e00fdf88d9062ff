import * as z from "zod/mini";

const say = z.describe;
const text = (description) => z.string().check(say(description));
const texts = (description) => z.optional(z.array(z.string().check(z.minLength(1))).check(say(description)));

const parts = {
  sources: texts("C (.c) and C++ (.cc, .cpp, .cxx) files."),
  include_dirs: texts("Folders, or npm:<package>[/<folder>] for those of an installed dependency."),
  defines: texts("NAME or NAME=value."),
  cflags: texts("For the compiler, both languages."),
  cflags_cc: texts("For the compiler, C++ alone."),
  ldflags: texts("For the linker."),
  libraries: texts("Libraries of the target's system: bcrypt for -lbcrypt."),
};

const build = z
  .strictObject({
    ...parts,
    c_standard: z.optional(text("c11, gnu17; the compiler's own when absent.")),
    cxx_standard: z.optional(text("c++17 when absent, which node-addon-api asks for.")),
    os: z.optional(
      z
        .record(z.string(), z.strictObject(parts))
        .check(say("What targets of one process.platform have besides.")),
    ),
  })
  .check(say("How an addon that needs Node-API alone is built for every target from one machine."));

/**
 * The key `binary` of an addon's package.json: node-pre-gyp's, and our own beside them. prebuild-install reads
 * napi_versions of it alone, so nothing is required.
 */
export const binaryConfigSchema = z
  .looseObject({
    module_name: z.optional(
      text("The addon's name: its file is <module_name>.node, and it is what C++ calls the module."),
    ),
    module_path: z.optional(
      text(
        "The folder of the addon; variables in braces are replaced, as in ./lib/binding/{napi_build_version}.",
      ),
    ),
    host: z.optional(text("Where prebuilds are published, over https.")),
    staging_host: z.optional(text("Where they are published before they are released.")),
    production_host: z.optional(text("Where they are published for users, when there is a staging_host.")),
    remote_path: z.optional(text("The path below the host; variables are replaced. Default: none.")),
    package_name: z.optional(
      text(
        "The tarball's name; variables are replaced. Default: {module_name}-v{version}-{node_abi}-{platform}-{arch}.tar.gz.",
      ),
    ),
    napi_versions: z.optional(
      z
        .array(z.int().check(z.positive()))
        .check(say("Node-API levels to build for; module_path and a name must hold {napi_build_version}.")),
    ),
    bucket: z.optional(text("The S3 bucket, where the host does not name it.")),
    region: z.optional(text("The bucket's region.")),
    s3ForcePathStyle: z.optional(
      z.boolean().check(say("Whether the bucket is named in the path instead of the host.")),
    ),
    acl: z.optional(text("The access list that published objects get: public-read.")),
    manifest: z.optional(text("The integrity manifest in the npm package. Default: prebuilds.json.")),
    keyring: z.optional(text("Public keys in the npm package; manifests on the host must be signed by one.")),
    requireIntegrity: z.optional(
      z
        .union([z.boolean(), z.literal("signed")])
        .check(say("Install nothing that no manifest vouches for; `signed`: none without a signature.")),
    ),
    build: z.optional(build),
  })
  .check(say("Where prebuilt binaries of this addon are, and how they are named."));
