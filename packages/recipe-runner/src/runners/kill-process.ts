/** Ends a process, or with a negative number a group of them, at once; one that has ended by itself is no error. */
export function killProcess(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
