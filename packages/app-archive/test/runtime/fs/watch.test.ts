import { expect, it } from "vitest";
import { NoChanges, refuseWatching } from "../../../src/runtime/fs/watch.js";
import { thrown, volumeOf } from "../../support/volume.js";

it("refuseWatching() says that there is nothing to watch", () => {
  const watch = refuseWatching(volumeOf({ "a.txt": "" }));
  expect(thrown(() => watch("/snapshot/a.txt"))).toBe("ENOSYS watch /snapshot/a.txt");
  expect(thrown(() => watch("/snapshot/none"))).toBe("ENOENT watch /snapshot/none");
});

it("NoChanges is a watcher that never calls", () => {
  const watcher = new NoChanges();
  expect([watcher.ref(), watcher.unref(), watcher.listenerCount("change")]).toEqual([watcher, watcher, 0]);
});
