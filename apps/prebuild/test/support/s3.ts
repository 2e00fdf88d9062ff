import S3rver from "s3rver";
import { onTestFinished } from "vitest";
import { temporaryDirectory } from "./addon.js";

/** What package.json's `binary` says of the bucket; the mirror variable holds the server's address. */
export const BUCKET = { bucket: "addons", region: "us-east-1", s3ForcePathStyle: true };

/** The credentials that the server takes. */
export const CREDENTIALS = { AWS_ACCESS_KEY_ID: "S3RVER", AWS_SECRET_ACCESS_KEY: "S3RVER" };

/** An S3 on loopback with the bucket; gives its URL. */
export async function serveS3(): Promise<string> {
  const directory = temporaryDirectory();
  const server = new S3rver({
    port: 0,
    address: "127.0.0.1",
    silent: true,
    directory,
    configureBuckets: [{ name: BUCKET.bucket, configs: [] }],
  });
  const { port } = await server.run();
  onTestFinished(() => server.close());
  return `http://127.0.0.1:${port}`;
}
