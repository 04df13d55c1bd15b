import type { Host } from '../../src/core/hosts.ts';
import type { Proxmox } from '../../src/core/proxmox.ts';
import type { StepHandler } from '../../src/core/step.ts';
import type { Store } from '../../src/core/stores.ts';
import type { Tracker } from '../../src/core/tracker.ts';

/** Called at each instant just before and just after something lasting happens, e.g. `before journal.append step-applied`. */
export type Watcher = (instant: string) => void;

/** Everything else that a part of the store can do is taken for a write. */
const reads = {
  approvals: ['get', 'list', 'events', 'findNonce', 'noncesOf'],
  journal: [
    'entries',
    'unfinishedRuns',
    'isUnfinished',
    'listRuns',
    'approvalIdOf',
    'ledger',
    'pastDurations',
  ],
  keyValue: ['get', 'keys'],
} as const;

const typeOf = (argument: unknown): string =>
  typeof argument === 'object' && argument !== null && 'type' in argument ? ` ${String(argument.type)}` : '';

type Method = (...values: unknown[]) => unknown;

/** The same object, with every method that is not in `reads` watched. */
const watchedPart = <Part extends object>(
  name: string,
  part: Part,
  reads: readonly string[],
  watch: Watcher,
): Part =>
  new Proxy(part, {
    get: (target, property, receiver) => {
      const value: unknown = Reflect.get(target, property, receiver);
      if (typeof value !== 'function' || reads.includes(String(property))) return value;
      return (...values: unknown[]) => {
        const what = `${name}.${String(property)}${typeOf(values[0])}`;
        watch(`before ${what}`);
        const result = (value as Method).apply(target, values);
        if (!(result instanceof Promise)) {
          watch(`after ${what}`);
          return result;
        }
        return result.then((settled: unknown) => {
          watch(`after ${what}`);
          return settled;
        });
      };
    },
  });

/** A store that tells before and after each write, also within a transaction. */
export const watchedStore = (store: Store, watch: Watcher): Store => ({
  ...store,
  approvals: watchedPart('approvals', store.approvals, reads.approvals, watch),
  journal: watchedPart('journal', store.journal, reads.journal, watch),
  keyValue: watchedPart('keyValue', store.keyValue, reads.keyValue, watch),
  transaction: (work) => {
    watch('before transaction');
    const result = store.transaction(work);
    watch('after transaction');
    return result;
  },
});

/** A tracker that tells before and after each write. */
export const watchedTracker = (tracker: Tracker, watch: Watcher): Tracker =>
  watchedPart('tracker', tracker, ['kind', 'readIssue', 'listIssues', 'readFile'], watch);

/** A Proxmox that tells before and after each write. */
export const watchedProxmox = (proxmox: Proxmox, watch: Watcher): Proxmox => ({
  reader: proxmox.reader,
  openWriter: (grant) => watchedPart('proxmox', proxmox.openWriter(grant), [], watch),
});

/** A host that tells before and after each write. */
export const watchedHost = (host: Host, watch: Watcher): Host => ({
  reader: host.reader,
  openWriter: (grant) => watchedPart('host', host.openWriter(grant), [], watch),
});

/** A step type that tells before and after each write. */
export const watchedHandler = (handler: StepHandler, watch: Watcher): StepHandler =>
  handler.change === undefined
    ? handler
    : {
        ...handler,
        change: watchedPart(handler.type, handler.change, ['observe', 'settle', 'verify'], watch),
      };
