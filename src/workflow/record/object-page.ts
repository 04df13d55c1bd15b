import type { ObjectRef } from '../../core/inventory.ts';
import { isChange, type ObservedState, type Plan } from '../../core/plan.ts';
import { poolOfRef } from '../measured/pool-reading.ts';

/** One object that a page is about. A ZFS dataset is on the page of its pool. */
export interface PageSubject {
  readonly ref: ObjectRef;
  readonly name: string;
  /** `guest`, `pool`, `node` ... */
  readonly kind: string;
  /** Path of its page. */
  readonly path: string;
}

const safeName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '') || 'unnamed';

const kindOf = (ref: ObjectRef): string => {
  if (poolOfRef(ref) !== undefined) return 'pool';
  const kind = safeName(ref.split('/')[1] ?? '');
  return kind === 'unnamed' ? 'object' : kind;
};

/**
 * The documentation page of an object: `docs/infrastructure/guests/paperless-ngx.md`,
 * `docs/infrastructure/pools/still-fawn.tank.md`. The same pool has the same page, by whichever system it is known.
 */
export const objectPagePath = ({ ref, name }: Pick<ObservedState, 'ref' | 'name'>): string => {
  const kind = kindOf(ref);
  const [system = '', , ...rest] = ref.split('/');
  const own =
    kind === 'guest'
      ? name
      : (poolOfRef(ref) ??
        (system.startsWith('ssh:') ? `${system.slice('ssh:'.length)}.${rest.join('.')}` : rest.join('.')));
  return `docs/infrastructure/${kind}s/${safeName(own || name)}.md`;
};

/** Every object that a plan changes, with its page. */
export const pageSubjects = (plan: Pick<Plan, 'steps' | 'observed'>): readonly PageSubject[] => {
  const refs = [...new Set(plan.steps.filter(isChange).map(({ effect }) => effect.ref))];
  return refs.map((ref) => {
    const name = plan.observed.find((state) => state.ref === ref)?.name ?? ref.split('/').slice(2).join('/');
    return { ref, name, kind: kindOf(ref), path: objectPagePath({ ref, name }) };
  });
};
