import { onTestFinished } from "vitest";
import { createHttpClient, type HttpClient, type HttpClientOptions } from "../../src/http/client.js";
import { createDirectoryStore } from "../../src/object-store/directory-store.js";
import { createHttpStore } from "../../src/object-store/http-store.js";
import type { S3Credentials } from "../../src/object-store/s3-credentials.js";
import { createS3Store, type S3StoreOptions } from "../../src/object-store/s3-store.js";
import type { ObjectInfo, ObjectStore } from "../../src/object-store/types.js";
import { serveHttpPut } from "./http-put-server.js";
import { type StrictS3Options, serveStrictS3 } from "./s3/strict-s3.js";
import { ACCESS_KEY_ID, SECRET_ACCESS_KEY } from "./s3/verify-signature.js";
import { temporaryDirectory } from "./temporary-directory.js";

export const CREDENTIALS: S3Credentials = { accessKeyId: ACCESS_KEY_ID, secretAccessKey: SECRET_ACCESS_KEY };

export function testClient(options: HttpClientOptions = {}): HttpClient {
  const client = createHttpClient({ env: {}, backoffMs: 1, ...options });
  onTestFinished(() => client.close());
  return client;
}

export async function collectKeys(objects: AsyncIterable<ObjectInfo>): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of objects) {
    keys.push(key);
  }
  return keys;
}

/** A store in the bucket of a strict S3, with parts so small that few bytes are many of them. */
export async function strictS3Store(
  server: StrictS3Options = {},
  options: Partial<S3StoreOptions> = {},
): Promise<{ readonly s3: Awaited<ReturnType<typeof serveStrictS3>>; readonly store: ObjectStore }> {
  const s3 = await serveStrictS3({ minPartBytes: 1 << 20, ...server });
  const store = await createS3Store({
    bucket: "bucket",
    endpoint: s3.url,
    client: testClient(),
    credentials: CREDENTIALS,
    env: {},
    homeDirectory: temporaryDirectory(),
    partBytes: 1 << 20,
    ...options,
  });
  return { s3, store };
}

export interface StoreCase {
  readonly name: string;
  /** Of two writers in the same moment one is refused. */
  readonly isAtomic: boolean;
  readonly canList: boolean;
  /** Keys with unusual characters are taken for what they are, and listed in order. Default: yes. */
  readonly isFaithful?: boolean;
  readonly open: () => Promise<ObjectStore>;
}

/** Every kind of place that objects are kept in. */
export const STORES: readonly StoreCase[] = [
  {
    name: "directory",
    isAtomic: true,
    canList: true,
    open: async () => createDirectoryStore(`${temporaryDirectory()}/made/later`),
  },
  {
    name: "strict S3, path style, with a prefix",
    isAtomic: true,
    canList: true,
    open: async () => (await strictS3Store({}, { prefix: "pre fix/+1/" })).store,
  },
  {
    name: "strict S3, virtual hosts, session token",
    isAtomic: true,
    canList: true,
    open: virtualHostStore,
  },
  {
    name: "S3 without conditional requests",
    isAtomic: false,
    canList: true,
    open: async () => (await strictS3Store({ conditions: "ignore" })).store,
  },
  {
    name: "S3 that refuses conditional requests",
    isAtomic: false,
    canList: true,
    open: async () => (await strictS3Store({ conditions: "refuse" })).store,
  },
  {
    name: "HTTP with digests and conditions",
    isAtomic: true,
    canList: false,
    open: async () => createHttpStore(`${(await serveHttpPut()).url}/files`, { client: testClient() }),
  },
  {
    name: "HTTP with PUT and nothing more",
    isAtomic: false,
    canList: false,
    open: async () =>
      createHttpStore((await serveHttpPut({ isModern: false })).url, { client: testClient() }),
  },
];

async function virtualHostStore(): Promise<ObjectStore> {
  const sessionToken = "session//token==";
  const s3 = await serveStrictS3({ region: "eu-west-3", sessionToken, minPartBytes: 1 << 20 });
  return createS3Store({
    bucket: "bucket",
    region: "eu-west-3",
    endpoint: "http://s3.eu-west-3.s3.test",
    forcePathStyle: false,
    client: testClient({ env: { HTTP_PROXY: s3.url } }),
    credentials: { ...CREDENTIALS, sessionToken },
    env: {},
    homeDirectory: temporaryDirectory(),
    partBytes: 1 << 20,
  });
}
