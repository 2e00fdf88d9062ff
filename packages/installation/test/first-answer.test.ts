import { type ReleaseSource, SourceError } from "@nodewright/release-source";
import { describe, expect, it } from "vitest";
import { firstAnswer } from "../src/first-answer.js";
import type { InstallEvent } from "../src/install-events.js";
import { sourceOf } from "./support/offers.js";

function source(name: string): ReleaseSource {
  const made = sourceOf([], () => Promise.reject(new Error("not asked")));
  return { ...made, name };
}

const first = source("first");
const second = source("second");
const unreachable = new SourceError("ERR_SOURCE_UNREACHABLE", "nobody is there");
const offline = new SourceError("ERR_SOURCE_OFFLINE", "nothing is kept");
const wrong = new SourceError("ERR_SOURCE_SIGNATURE", "refused");

function ask(answers: Readonly<Record<string, Error>>): {
  readonly events: InstallEvent[];
  readonly asked: string[];
  readonly answer: Promise<string>;
} {
  const events: InstallEvent[] = [];
  const asked: string[] = [];
  const sources = [first, second] as const;
  const answer = firstAnswer({ sources, onEvent: (event) => events.push(event) }, async ({ name }) => {
    asked.push(name);
    const error = answers[name];
    if (error !== undefined) throw error;
    return name;
  });
  return { events, asked, answer };
}

describe("firstAnswer", () => {
  it("asks the first alone where it answers", async () => {
    const { answer, asked, events } = ask({ second: unreachable });
    expect(await answer).toBe("first");
    expect(asked).toEqual(["first"]);
    expect(events).toEqual([]);
  });

  it.each([unreachable, offline])(
    "goes on to the next where the first has no answer: $code",
    async (error) => {
      const { answer, events } = ask({ first: error });
      expect(await answer).toBe("second");
      expect(events).toEqual([{ type: "source-unreachable", source: "first", reason: error.message }]);
    },
  );

  it.each([wrong, new TypeError("a defect")])("does not hide a wrong answer: $message", async (error) => {
    const { answer, asked } = ask({ first: error });
    await expect(answer).rejects.toBe(error);
    expect(asked).toEqual(["first"]);
  });

  it("says why none answers", async () => {
    const { answer } = ask({ first: unreachable, second: offline });
    await expect(answer).rejects.toMatchObject({
      code: "ERR_INSTALL_NO_SOURCE",
      message: "no source answers: first: nobody is there; second: nothing is kept",
      hint: expect.stringContaining("a mirror's URL or a folder"),
      cause: { errors: [unreachable, offline] },
    });
  });

  it("throws the error of the only source as it is", async () => {
    const asking = firstAnswer({ sources: [first] }, () => Promise.reject(unreachable));
    await expect(asking).rejects.toBe(unreachable);
  });
});
