import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasBrowser, openBrowser } from "./support/browser.js";
import { type ServedEditor, serveEditor } from "./support/serve-editor.js";

const addon = { binary: {}, os: ["linux"], cpu: ["x64"], libc: ["glibc"], engines: { node: "24" } };
const prebuild = { target: "linux-x64-glibc", runtime: "node", nodeAbi: 127 };

const FILES = {
  "package.json": '{\n  "pkg": { "targets": ["node22-linux-amd64"] }\n}\n',
  ".nvmrc": "lts\n",
  "addon/package.json": JSON.stringify(addon),
  "addon/prebuilds.json": JSON.stringify({ schema: 1, prebuilds: [prebuild] }),
};

/** It has 12 MB of script to read, and the machine may be busy. */
const WAIT = { timeout: 50_000 };

describe.skipIf(!hasBrowser)(
  "the extension in VS Code for the web, in Chromium",
  { timeout: 150_000 },
  () => {
    let browser: Browser;
    let server: ServedEditor;
    let page: Page;

    beforeAll(async () => {
      server = await serveEditor(FILES);
      browser = await openBrowser();
      page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      page.setDefaultTimeout(WAIT.timeout);
      await page.goto(server.url);
      await page.locator(".squiggly-error").first().waitFor(WAIT);
      await page.keyboard.press("Control+Shift+M");
    }, 150_000);

    afterAll(async () => {
      await browser?.close();
      server?.close();
    });

    const problem = (text: string) =>
      page.locator(".markers-panel .monaco-list-row", { hasText: text }).first();

    it("shows a wrong target in Problems", async () => {
      await problem('"amd64" is no word of pkg\'s; it says x64').waitFor();
    });

    it("fixes it, completes and tells of the target", async () => {
      await page.locator(".view-line", { hasText: "amd64" }).getByText("amd64").click();
      await page.keyboard.press("Control+.");
      await page.locator(".action-widget").getByText("x64").first().waitFor();
      await page.keyboard.press("Enter");
      const fixed = page.locator(".view-line").getByText("node22-linux-x64").first();
      await fixed.waitFor();
      await problem("amd64").waitFor({ state: "detached" });

      await page.keyboard.press("Control+Space");
      await page
        .locator(".suggest-widget .monaco-list-row", { hasText: "node22-linux-x64" })
        .first()
        .waitFor();
      await page.keyboard.press("Escape");

      await fixed.hover();
      await page.locator(".monaco-hover").getByText("linux-x64-glibc").first().waitFor();
    });

    it("looks into .nvmrc", async () => {
      await problem("Use lts/*").waitFor();
    });

    it("reads the manifest of prebuilds in a workspace that is on no disk", async () => {
      await problem("has none for linux-x64-glibc").waitFor();
    });

    it("has VS Code check prebuilds.json by its schema, and does not do so too", async () => {
      await problem('Missing property "coreVersion"').waitFor();
      expect(await problem("The file has no").count()).toBe(0);
    });
  },
);
