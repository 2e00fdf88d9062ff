/** What is to be done before a built-in module is loaded for the first time, by its name without `node:`. */
export type BeforeLoading = Readonly<Record<string, () => void>>;

/**
 * Gives what is to be called with each name that is asked for: it does what is due, once. So modules that most apps never
 * load are neither loaded nor changed at the start.
 */
export function whenLoaded(before: BeforeLoading): (specifier: string) => void {
  const due = new Map(Object.entries(before));
  const tell = (specifier: string): void => {
    if (due.size === 0) return;
    const name = specifier.startsWith("node:") ? specifier.slice(5) : specifier;
    const act = due.get(name);
    due.delete(name);
    act?.();
  };
  const { getBuiltinModule } = process;
  process.getBuiltinModule = ((name: string) => {
    tell(name);
    return getBuiltinModule(name);
  }) as typeof getBuiltinModule;
  return tell;
}
