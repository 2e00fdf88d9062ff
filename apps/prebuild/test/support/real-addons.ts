/** A published addon, and what shows that it works. */
export interface RealAddon {
  readonly name: string;
  readonly version: string;
  /** Whether it is among the devDependencies; the others come from the registry. */
  readonly isHere: boolean;
  readonly api: "Node-API" | "NAN";
  /** What its author builds and publishes it with. */
  readonly author: "node-pre-gyp" | "nodewright-prebuild";
  /** `binary` of package.json, for those that are published by prebuildify or not at all. */
  readonly binary?: Readonly<Record<string, unknown>>;
  /** Options of Node.js for `use`. */
  readonly flags: readonly string[];
  /** The body of an async function, run beside the installed package. */
  readonly use: string;
  /** What it returns. */
  readonly answer: unknown;
}

export const BCRYPT: RealAddon = {
  name: "bcrypt",
  version: "5.1.1",
  isHere: false,
  api: "Node-API",
  author: "node-pre-gyp",
  flags: [],
  use: `
    const { hash, hashSync, compare } = require("bcrypt");
    const made = await hash("secret", 4);
    return [await compare("secret", made), await compare("other", made), hashSync("allmine", "$2a$10$XajjQvNhvvRt5GSeFk1xFe")];`,
  answer: [true, false, "$2a$10$XajjQvNhvvRt5GSeFk1xFeyqRrsxkhBkUiQeg0dt.wU1qD4aFDcga"],
};

export const ARGON2: RealAddon = {
  name: "argon2",
  version: "0.31.2",
  isHere: false,
  api: "Node-API",
  author: "node-pre-gyp",
  flags: [],
  use: `
    const { hash, verify } = require("argon2");
    const made = await hash("secret");
    const options = { salt: Buffer.from("somesalt"), timeCost: 2, memoryCost: 65536, parallelism: 1, hashLength: 32 };
    return [await verify(made, "secret"), await verify(made, "other"), await hash("password", options)];`,
  // The reference implementation's own vector.
  answer: [
    true,
    false,
    "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
  ],
};

export const SQLITE3: RealAddon = {
  name: "sqlite3",
  version: "5.1.6",
  isHere: false,
  api: "Node-API",
  author: "node-pre-gyp",
  flags: [],
  use: `
    const { Database } = require("sqlite3");
    const db = new Database(":memory:");
    const call = (name, ...args) => new Promise((resolve, reject) =>
      db[name](...args, (error, rows) => (error ? reject(error) : resolve(rows))));
    await call("run", "CREATE TABLE words (word TEXT, count INTEGER)");
    await call("run", "INSERT INTO words VALUES (?, ?), (?, ?)", "one", 1, "two", 2);
    return call("all", "SELECT upper(word) AS word, count FROM words ORDER BY count DESC");`,
  answer: [
    { word: "TWO", count: 2 },
    { word: "ONE", count: 1 },
  ],
};

export const PPROF: RealAddon = {
  name: "pprof",
  version: "4.0.0",
  isHere: false,
  api: "NAN",
  author: "node-pre-gyp",
  flags: [],
  use: `
    const { heap, encode } = require("pprof");
    heap.start(1024, 32);
    const kept = Array.from({ length: 10000 }, (_, i) => ({ text: "x".repeat(i % 100) }));
    const profile = heap.profile();
    heap.stop();
    return [kept.length, profile.sample.length > 0, (await encode(profile)).readUInt16BE() === 0x1f8b];`,
  answer: [10000, true, true],
};

export const GC_STATS: RealAddon = {
  name: "gc-stats",
  version: "1.4.1",
  isHere: true,
  api: "NAN",
  author: "node-pre-gyp",
  binary: {
    module_name: "gcstats",
    module_path: "./build/Release",
    host: "https://addons.example",
    remote_path: "{name}/v{version}",
    package_name: "{node_abi}-{platform}-{arch}-{libc}.tar.gz",
  },
  flags: ["--expose-gc"],
  use: `
    const stats = require("gc-stats")();
    const next = new Promise((resolve) => stats.once("stats", resolve));
    gc();
    const { gctype, after } = await next;
    return [gctype > 0, after.usedHeapSize > 0];`,
  answer: [true, true],
};

export const UTF_8_VALIDATE: RealAddon = {
  name: "utf-8-validate",
  version: "6.0.6",
  isHere: true,
  api: "Node-API",
  author: "nodewright-prebuild",
  binary: {
    module_name: "validation",
    // Where node-gyp-build looks.
    module_path: "./prebuilds/{platform}-{arch}",
    host: "https://addons.example",
    remote_path: "{name}/v{version}",
    package_name: "{module_name}-napi-{platform}-{arch}-{libc}.tar.gz",
  },
  flags: [],
  use: `
    const isValid = require("utf-8-validate");
    return [isValid(Buffer.from("žluťoučký kůň")), isValid(Buffer.from([0xc0, 0xaf]))];`,
  answer: [true, false],
};
