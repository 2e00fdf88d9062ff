import { expect, it } from "vitest";
import { ask } from "./support/ask.js";
import { startFarm, startServer } from "./support/farms.js";

it("gives each answer the headers that keep a page to itself", async () => {
  const url = await startServer(await startFarm());
  for (const path of ["/", "/api/jobs", "/none", "/style.css"]) {
    const { headers, text } = await ask(url, path);
    expect(headers["content-security-policy"]).toMatch(/^default-src 'none'; style-src 'self'/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(Number(headers["content-length"])).toBe(Buffer.byteLength(text));
  }
});

it("sends the head of an answer alone to whom asks for that", async () => {
  const url = await startServer(await startFarm());
  const whole = await ask(url, "/style.css");
  const head = await ask(url, "/style.css", { method: "HEAD" });
  expect([head.status, head.text, head.headers["content-length"]]).toEqual([
    200,
    "",
    String(whole.text.length),
  ]);
});
