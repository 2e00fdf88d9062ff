import { expect, it } from "vitest";
import { hostToolchain } from "../../src/runners/host-toolchain.js";

it("has the tools, and of /etc what compilers read", async () => {
  const { paths, links } = await hostToolchain({ network: false });
  expect(paths).toContain("/usr");
  expect([...paths, ...links.map(({ path }) => path)]).toContain("/bin");
  expect(paths.filter((path) => path.startsWith("/home") || path.startsWith("/root"))).toEqual([]);
  expect(paths).not.toContain("/etc/resolv.conf");
});

it("has names and certificates for a phase with a network", async () => {
  expect((await hostToolchain({ network: true })).paths).toContain("/etc/hosts");
});
