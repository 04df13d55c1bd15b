import type { EngineLife } from '../support/engine-life.ts';

/** What Steward's own records say in the end, without what differs from run to run: ids, times, the order side by side. */
export const recordsOf = ({ store, runner }: Pick<EngineLife, 'store' | 'runner'>) => ({
  approvals: store.approvals.list().map(({ id }) => store.approvals.events(id).map(({ state }) => state)),
  runs: runner.list(10).map(({ state, steps, remaining }) => ({
    state,
    remaining,
    steps: steps.map((step) => [step.id, step.state]),
  })),
  ledger: store.journal
    .ledger()
    .map(({ statement }) => statement)
    .sort(),
});
