import { afterAll, expect, it } from "vitest";
import { createDescriptors } from "../../../src/runtime/fs/descriptors.js";
import { openHandle } from "../../../src/runtime/fs/file-handle.js";
import { createStatsOf } from "../../../src/runtime/fs/stats.js";
import { volumeOf } from "../../support/volume.js";

const descriptors = createDescriptors(volumeOf({ "a.txt": "one two" }), createStatsOf(process.execPath));
const handle = await openHandle(descriptors, "/snapshot/a.txt", "r");
afterAll(() => handle.close());

it("openHandle() reads, by the handle and by its descriptor", async () => {
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(3));
  expect([bytesRead, buffer.toString()]).toEqual([3, "one"]);
  const { bytesRead: all, buffers } = await handle.readv([Buffer.alloc(1), Buffer.alloc(3)], 3);
  expect([all, buffers.join("|")]).toEqual([4, " |two"]);
  expect(descriptors.get(handle.fd)).toMatchObject({ path: "/snapshot/a.txt", position: 3 });
});

it("openHandle() knows the file, and changes nothing", async () => {
  expect((await handle.stat()).size).toBe(7);
  await expect(handle.chmod(0o777)).rejects.toMatchObject({ code: "EROFS", syscall: "fchmod" });
  await expect(openHandle(descriptors, "/snapshot/a.txt", "w")).rejects.toMatchObject({ code: "EROFS" });
});

it("a handle that is closed gives its number back", async () => {
  const other = await openHandle(descriptors, "/snapshot/a.txt", undefined);
  const number = other.fd;
  await other.close();
  expect([descriptors.get(number), other.fd]).toEqual([undefined, -1]);
});
