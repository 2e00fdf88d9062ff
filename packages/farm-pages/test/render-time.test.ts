import { expect, it } from "vitest";
import { renderTime } from "../src/render-time.js";

it("is read by people and machines", () => {
  expect(renderTime(new Date("2026-11-21T12:00:05.123Z")).text).toBe(
    '<time datetime="2026-11-21T12:00:05.123Z">2026-11-21 12:00:05 UTC</time>',
  );
  expect(renderTime(undefined).text).toBe("–");
});
