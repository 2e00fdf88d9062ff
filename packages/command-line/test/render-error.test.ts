import { describe, expect, it } from "vitest";
import { describeError, renderError } from "../src/render-error.js";
import { recorder } from "./recorder.js";

const refused = Object.assign(new Error("a file cannot be read: it is a folder"), {
  code: "ERR_X",
  hint: "name a file",
});

describe("renderError()", () => {
  it("writes the message and the next step", () => {
    const io = recorder();
    renderError(refused, io.stderr, {});
    expect(io.err()).toBe("error: a file cannot be read: it is a folder\nhint: name a file\n");
  });

  it("colours only the words before the colon", () => {
    const io = recorder({ tty: true });
    renderError(refused, io.stderr, {});
    expect(io.err()).toContain("\u001b[31merror:\u001b[39m a file");
  });
});

describe("describeError()", () => {
  it("reports a thrown value that is no error", () => {
    expect(describeError("text")).toEqual({ code: "ERR_UNEXPECTED", message: "text" });
  });
});
