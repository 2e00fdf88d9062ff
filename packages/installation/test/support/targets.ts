import { createTarget, type Target } from "@nodewright/target-triple";

export const linux: Target = createTarget({ os: "linux", arch: "x64", libc: "glibc" });
export const linuxArm: Target = createTarget({ os: "linux", arch: "arm64", libc: "glibc" });
export const musl: Target = createTarget({ os: "linux", arch: "x64", libc: "musl" });
export const macArm: Target = createTarget({ os: "darwin", arch: "arm64" });
export const macIntel: Target = createTarget({ os: "darwin", arch: "x64" });
export const windows: Target = createTarget({ os: "win32", arch: "x64" });
export const windowsArm: Target = createTarget({ os: "win32", arch: "arm64" });
