import { describe, expect, test } from "vitest";
import { ArtifactError } from "../../src/errors.js";
import { isSystemError, systemCode, toFileError } from "../../src/files/file-errors.js";

const system = (code: string): Error =>
  Object.assign(new Error(`${code}: oh`), { code, errno: -1, syscall: "open" });

describe("toFileError", () => {
  test.each([
    ["ENOSPC", "ERR_ARTIFACT_DISK_FULL"],
    ["EDQUOT", "ERR_ARTIFACT_DISK_FULL"],
    ["EACCES", "ERR_ARTIFACT_PERMISSION"],
    ["EPERM", "ERR_ARTIFACT_PERMISSION"],
    ["EROFS", "ERR_ARTIFACT_READ_ONLY"],
    ["EEXIST", "ERR_ARTIFACT_EXISTS"],
    ["ENOTEMPTY", "ERR_ARTIFACT_EXISTS"],
    ["ENOENT", "ERR_ARTIFACT_NOT_FOUND"],
    ["ENAMETOOLONG", "ERR_ARTIFACT_LIMIT"],
    ["EIO", "ERR_ARTIFACT_IO"],
  ])("turns %s into %s", (code, expected) => {
    const cause = system(code);
    const error = toFileError(cause, "write", "/some/path");
    expect(error).toMatchObject({ code: expected, path: "/some/path", cause });
    expect(error.message).toMatch(/^Cannot write \/some\/path: /);
    expect(error.hint).toBeTruthy();
  });

  test("passes on an ArtifactError, and takes anything", () => {
    const error = new ArtifactError("ERR_ARTIFACT_DIGEST", "Cannot");
    expect(toFileError(error, "write", "/p")).toBe(error);
    expect(toFileError("odd", "write", "/p").message).toBe("Cannot write /p: odd");
  });
});

describe("systemCode", () => {
  test("is the code of an error that has one", () => {
    expect(systemCode(system("EIO"))).toBe("EIO");
    expect(systemCode(new Error("no code"))).toBeUndefined();
    expect(systemCode({ code: "EIO" })).toBeUndefined();
  });
});

describe("isSystemError", () => {
  test("tells the operating system's errors from others", () => {
    expect(isSystemError(system("EIO"))).toBe(true);
    expect(isSystemError(Object.assign(new Error("x"), { code: "Z_BUF_ERROR", errno: -5 }))).toBe(false);
    expect(isSystemError("EIO")).toBe(false);
  });
});
