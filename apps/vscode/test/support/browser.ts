import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const executablePath = [
  process.env.NODEWRIGHT_CHROMIUM ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((path) => path !== "" && existsSync(path));

/** Whether tests in a browser can run; under CI they must. */
export const hasBrowser: boolean = executablePath !== undefined || process.env.CI === "true";

export function openBrowser(): Promise<Browser> {
  if (executablePath === undefined) throw new Error("there is no Chromium: apt-get install chromium");
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
}
