import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { servePage } from "../scripts/serve-page.mjs";
import { hasBrowser, openBrowser } from "./support/browser.js";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

describe.skipIf(!hasBrowser)("the playground, in Chromium", () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof servePage>>;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    browser = await openBrowser();
    server = await servePage();
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  beforeEach(async () => {
    complaints = [];
    page = await browser.newPage();
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    await page.goto(server.url);
    await page.getByText("linux/amd64 is").waitFor();
  });

  afterEach(async () => {
    await page.close();
    expect(complaints).toEqual([]);
  });

  const row = (table: string, name: string) =>
    page.getByRole("region", { name: table }).getByRole("row", { name: new RegExp(`^${name}\\b`) });

  it("says a spelling in every dialect, why, and who publishes it", async () => {
    await page.getByLabel("A target, in any tool's words").fill("x86_64-unknown-linux-musl");
    await page.getByText("x86_64-unknown-linux-musl is linux-x64-musl").waitFor();
    expect(await row("In every dialect", "pkg").textContent()).toContain("alpine-x64");
    expect(await row("In every dialect", "electron").textContent()).toContain("cannot say it");
    expect(await row("Where such a Node.js exists", "linux-x64-musl").textContent()).toContain(
      "unofficial-builds.nodejs.org",
    );
    await page.getByText("Read as rust").waitFor();
  });

  it("says what is wrong with a spelling, and keeps nothing of the last one", async () => {
    await page.getByLabel("A target, in any tool's words").fill("linux-x68");
    await page.locator("#summary.wrong").waitFor();
    expect(await page.locator("#summary").textContent()).toContain('did you mean "x64"');
    expect(await page.getByRole("table").count()).toBe(0);
  });

  it("can be shared by its address", async () => {
    await page.getByLabel("A target, in any tool's words").fill("amd64");
    await page.getByLabel("Read as").selectOption("deb");
    await page.waitForURL(/#target=amd64&as=deb$/);
    const shared = await browser.newPage();
    await shared.goto(page.url());
    await shared.getByText("amd64 is linux-x64-glibc").waitFor();
    expect(await shared.getByLabel("Read as").inputValue()).toBe("deb");
    await shared.close();
  });

  it("finds problems in a file, and fixes them by a button", async () => {
    const problem = page.getByRole("listitem").filter({ hasText: "amd64" });
    await problem.getByRole("button", { name: /x64/ }).click();
    await page.locator(".cm-content", { hasText: "node18-linux-x64" }).waitFor();
    await problem.waitFor({ state: "detached" });
    expect(await page.locator("#count").textContent()).toMatch(/^\d+ problems?\.$/);
  });

  it("can be used by the keyboard alone", async () => {
    await page.getByLabel("File").selectOption(".nvmrc");
    await page.getByLabel("File").focus();
    await page.keyboard.press("Tab");
    await page.getByRole("listitem").filter({ hasText: "lts/kryton" }).waitFor();
    await page.keyboard.press("F8");
    await page.keyboard.press("Alt+.");
    await page.locator(".cm-content", { hasText: "lts/krypton" }).waitFor();
    await page.getByText("None.", { exact: true }).waitFor();
    await page.keyboard.press("Tab");
    expect(await page.locator(".cm-content").evaluate((node) => node === document.activeElement)).toBe(false);
  });

  it("completes and explains in the editor", async () => {
    await page.getByLabel("File").selectOption(".nvmrc");
    await page.locator(".cm-content").fill("lts/k");
    await page.locator(".cm-content").press("End");
    await page.keyboard.press("Control+Space");
    await page.getByRole("option", { name: /krypton/ }).waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".cm-content").fill("24");
    await page
      .locator(".cm-line")
      .first()
      .hover({ position: { x: 10, y: 8 } });
    await page.locator(".cm-hover", { hasText: "ABI 137" }).waitFor();
  });

  it.each(["light", "dark"] as const)(
    "has nothing that axe complains of, %s and narrow",
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 360, height: 800 });
      await page.getByRole("listitem").filter({ hasText: "amd64" }).waitFor();
      await page.evaluate(await readFile(axe, "utf8"));
      const violations = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as {
          readonly axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        };
        const found = await axe.run();
        return found.violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
      });
      expect(violations).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    },
  );

  it("shows what it says: a screenshot is no empty page", async () => {
    const folder = await mkdtemp(join(tmpdir(), "playground-"));
    await page.getByRole("listitem").filter({ hasText: "amd64" }).waitFor();
    const picture = await page.screenshot({ path: join(folder, "page.png"), fullPage: true });
    await rm(folder, { recursive: true });
    expect(picture.length).toBeGreaterThan(30_000);
  });
});
