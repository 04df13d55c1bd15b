/** What ordering needs to know about a step. */
export interface Orderable {
  readonly name: string;
  readonly dependencies: readonly string[];
}

/**
 * Steps in an order in which they can be done: each after those that it depends on, otherwise as they stand. Names that no
 * step has are passed over.
 * @returns the order, or the names along one cycle, the first one again at its end
 */
export const orderSteps = <Step extends Orderable>(
  steps: readonly Step[],
): { readonly order: readonly Step[] } | { readonly cycle: readonly string[] } => {
  const byName = new Map(steps.map((step) => [step.name, step]));
  const order: Step[] = [];
  const done = new Set<string>();
  const visit = (step: Step, path: readonly string[]): readonly string[] | undefined => {
    if (done.has(step.name)) return undefined;
    const seenAt = path.indexOf(step.name);
    if (seenAt !== -1) return [...path.slice(seenAt), step.name];
    for (const name of step.dependencies) {
      const dependency = byName.get(name);
      const cycle = dependency === undefined ? undefined : visit(dependency, [...path, step.name]);
      if (cycle !== undefined) return cycle;
    }
    done.add(step.name);
    order.push(step);
    return undefined;
  };
  for (const step of steps) {
    const cycle = visit(step, []);
    if (cycle !== undefined) return { cycle };
  }
  return { order };
};
