import { expect, test } from "vitest";
import { noise } from "../helpers/bytes.js";
import { strictS3Store } from "../helpers/object-stores.js";

const TEXT = Buffer.from("some text");
const BIG = noise((3 << 20) + 1);

test("keeps the sha256, the type and the ACL", async () => {
  const { s3, store } = await strictS3Store({}, { acl: "public-read" });
  await store.put("a", TEXT, { contentType: "text/plain" });
  await store.put("b", BIG);
  expect(s3.objects.get("a")?.headers).toMatchObject({
    "content-type": "text/plain",
    "x-amz-acl": "public-read",
  });
  expect(s3.objects.get("b")?.headers).toMatchObject({ "x-amz-acl": "public-read" });
});
