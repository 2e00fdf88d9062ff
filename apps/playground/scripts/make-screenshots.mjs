import { join } from "node:path";
import { chromium } from "playwright-core";
import { servePage } from "./serve-page.mjs";

/** The pictures of the README. */
const folder = join(import.meta.dirname, "../screenshots");
const server = await servePage();
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
for (const colorScheme of ["light", "dark"]) {
  const page = await browser.newPage({ colorScheme, viewport: { width: 1200, height: 1350 } });
  await page.goto(server.url);
  await page.getByText("linux/amd64 is").waitFor();
  await page.getByRole("listitem").filter({ hasText: "amd64" }).waitFor();
  await page.screenshot({ path: join(folder, `${colorScheme}.png`) });
}
await browser.close();
server.close();
