import { buffer } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { privateOpener } from "../../src/install/open-private.js";
import type { PlacePlan } from "../../src/publish/publish-place.js";
import { failure, install, installPlan, TARBALL, testClient } from "../support/install.js";
import { realAddon } from "../support/real-addons.js";
import { type Answer, serve, type TestServer } from "../support/serve.js";
import { addonTarball } from "../support/tarball.js";
import { temporaryDirectory } from "../support/temporary-directory.js";

const good = await addonTarball(realAddon("linux-x64-glibc"));
const env = { AWS_ACCESS_KEY_ID: "AKID", AWS_SECRET_ACCESS_KEY: "secret" };

/** A bucket that serves whoever signs as AKID, for its region. */
function bucket(): Promise<TestServer> {
  const ask: Answer = (request, response) => {
    const isSigned = /^AWS4-HMAC-SHA256 Credential=AKID\/\d{8}\/eu-west-1\/s3\/aws4_request,/.test(
      request.headers.authorization ?? "",
    );
    if (isSigned) response.writeHead(200, { "content-length": good.length }).end(good);
    else response.writeHead(403).end();
  };
  return serve({
    [`/addons/v1.2.3/${TARBALL}`]: ask,
    [`/addons/v1.2.3/${TARBALL}.json`]: (_, r) => r.writeHead(403).end(),
  });
}

const bucketPlan = (host: string): PlacePlan => ({
  root: "/nowhere",
  host,
  hostedPath: `${host}addons/v1.2.3/`,
  remotePath: "./v1.2.3/",
  acl: "private",
  bucket: "addons",
  region: "eu-west-1",
  s3ForcePathStyle: true,
});

describe("privateOpener()", () => {
  test("opens a tarball that strangers are refused", async () => {
    const server = await bucket();
    const client = testClient();
    const plan = installPlan(temporaryDirectory(), server.url, {
      hostedTarball: `${server.url}addons/v1.2.3/${TARBALL}`,
    });
    const opener = privateOpener(bucketPlan(server.url), { client, env });
    expect(await install(plan, { client, openPrivate: opener })).toMatchObject({
      error: undefined,
      outcome: { state: "installed" },
      warnings: [{ code: "unverified" }],
    });
    const stranger = installPlan(temporaryDirectory(), "", { hostedTarball: plan.hostedTarball });
    const error = await failure(stranger, "ERR_PREBUILD_FETCH", {
      openPrivate: privateOpener(bucketPlan(server.url), { client, env: {} }),
    });
    expect(error).toMatchObject({ status: 403, hint: expect.stringContaining("AWS_ACCESS_KEY_ID") });
  });

  test("sends the name that the address stands for", async () => {
    const server = await serve({ "/addons/v1.2.3/a+b.tar.gz": "bytes" });
    const opener = privateOpener(bucketPlan(server.url), { client: testClient(), env });
    const body = await opener(`${server.url}addons/v1.2.3/a%2Bb.tar.gz`);
    expect(body && (await buffer(body)).toString()).toBe("bytes");
  });

  test("opens nothing where the host is no bucket", async () => {
    const plan = { ...bucketPlan("https://addons.example/"), bucket: undefined };
    expect(
      await privateOpener(plan, { client: testClient(), env })("https://addons.example/a"),
    ).toBeUndefined();
  });
});
