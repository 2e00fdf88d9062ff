import { expect, it } from "vitest";
import { publishPrebuild } from "../../src/publish/publish-prebuild.js";
import { prebuildInfo, unpublishPrebuild } from "../../src/publish/published-prebuilds.js";
import { listing } from "../support/install.js";
import { directoryPlace, KEY, stage } from "../support/publish.js";

it("prebuildInfo(): the tarballs, and what is no companion of one", async () => {
  const place = directoryPlace();
  expect(await prebuildInfo(place)).toEqual([]);
  await publishPrebuild(await stage(), place);
  await place.store.put("v1.2.3/notes.json", Buffer.from("{}"));
  await place.store.put("v1.2.4/other.tar.gz", Buffer.from(""));
  expect(await prebuildInfo(place)).toEqual([KEY, "v1.2.3/notes.json"]);
});

it("unpublishPrebuild(): the tarball with its manifest, once", async () => {
  const place = directoryPlace();
  const staged = await stage();
  const { location } = await publishPrebuild(staged, place);
  expect(await unpublishPrebuild(staged, place)).toEqual({ location, wasThere: true });
  expect(listing(place.root)).toEqual(["v1.2.3"]);
  expect(await unpublishPrebuild(staged, place)).toEqual({ location, wasThere: false });
  await publishPrebuild(staged, place);
});
