import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { planPrebuild } from "../../src/config/plan.js";
import { openPublishPlace, type PublishPlace } from "../../src/publish/publish-place.js";
import { addonManifest, linuxHost } from "../support/addon.js";
import { testClient } from "../support/install.js";
import { temporaryDirectory } from "../support/temporary-directory.js";

const env = { AWS_ACCESS_KEY_ID: "id", AWS_SECRET_ACCESS_KEY: "secret" };

async function open(binary: object, to?: string): Promise<PublishPlace & { readonly location: string }> {
  const plan = planPrebuild({ manifest: addonManifest(binary), root: "/work", host: linuxHost(), env: {} });
  const place = await openPublishPlace(plan, { client: testClient(), env, to });
  return { ...place, location: place.store.locationOf(place.prefix + plan.packageName) };
}

const TARBALL = "my_addon-v1.2.3-node-v137-linux-x64.tar.gz";

describe("openPublishPlace()", () => {
  it.each([
    [
      { host: "https://bkt.s3.eu-west-3.amazonaws.com/sub", remote_path: "./{name}/v{version}/" },
      `https://bkt.s3.eu-west-3.amazonaws.com/sub/my-addon/v1.2.3/${TARBALL}`,
      ["sub/", "sub/my-addon/v1.2.3/"],
    ],
    [
      { host: "https://bkt.s3.fr-par.scw.cloud/", remote_path: "v{version}" },
      `https://bkt.s3.fr-par.scw.cloud/v1.2.3/${TARBALL}`,
      ["", "v1.2.3/"],
    ],
    [{ host: "https://bkt.s3.amazonaws.com" }, `https://bkt.s3.us-east-1.amazonaws.com/${TARBALL}`, ["", ""]],
    [
      {
        host: "https://s3.example:9000",
        bucket: "bkt",
        region: "r",
        s3ForcePathStyle: true,
        remote_path: "v{version}",
      },
      `https://s3.example:9000/bkt/v1.2.3/${TARBALL}`,
      ["", "v1.2.3/"],
    ],
    [
      { host: "https://s3.example", bucket: "bkt", region: "r", remote_path: "v{version}" },
      `https://bkt.s3.example/v1.2.3/${TARBALL}`,
      ["", "v1.2.3/"],
    ],
  ])("%j", async (binary, location, prefixes) => {
    const place = await open(binary);
    expect(place.location).toBe(location);
    expect([place.rootPrefix, place.prefix]).toEqual(prefixes);
  });

  it("takes another place by name", async () => {
    const to = temporaryDirectory();
    expect((await open({ remote_path: "v{version}" }, to)).location).toBe(`${to}/v1.2.3/${TARBALL}`);
    const place = await open({}, "s3://bkt/sub?region=eu-west-3");
    expect(place.location).toBe(`https://bkt.s3.eu-west-3.amazonaws.com/sub/${TARBALL}`);
  });

  it("takes the folder of a file:// host", async () => {
    const root = temporaryDirectory();
    const host = pathToFileURL(root).href;
    const plan = { ...planned(), host, hostedPath: `${host}/` };
    const place = await openPublishPlace(plan, { client: testClient(), env });
    expect(place.store.location).toBe(root);
  });

  it("refuses a host that is no bucket", async () => {
    await expect(open({ host: "https://github.com/owner/repo/releases" })).rejects.toMatchObject({
      code: "ERR_PREBUILD_HOST",
      message: "Could not parse s3 bucket name from virtual host url.",
    });
  });
});

function planned(): ReturnType<typeof planPrebuild> {
  return planPrebuild({ manifest: addonManifest(), root: "/work", host: linuxHost(), env: {} });
}
