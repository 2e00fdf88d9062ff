import S3rver from "s3rver";
import { onTestFinished } from "vitest";
import { createS3Store } from "../../../src/object-store/s3-store.js";
import type { ObjectStore } from "../../../src/object-store/types.js";
import { type StoreCase, testClient } from "../object-stores.js";
import { temporaryDirectory } from "../temporary-directory.js";

/**
 * An S3 that others wrote. It ignores `If-None-Match`, does not check secrets, lists by the order of
 * its files and in one page, and takes a `+` in the source of a copy for a blank.
 */
export function s3rverStores(): readonly StoreCase[] {
  return [{ name: "s3rver", isAtomic: false, canList: true, isFaithful: false, open: s3rverStore }];
}

async function s3rverStore(): Promise<ObjectStore> {
  const server = new S3rver({
    port: 0,
    address: "127.0.0.1",
    silent: true,
    directory: temporaryDirectory(),
    configureBuckets: [{ name: "bucket", configs: [] }],
  });
  const { port } = await server.run();
  onTestFinished(() => server.close());
  return createS3Store({
    bucket: "bucket",
    endpoint: `http://127.0.0.1:${port}`,
    client: testClient(),
    credentials: { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" },
    env: {},
    homeDirectory: temporaryDirectory(),
    partBytes: 1 << 20,
  });
}
