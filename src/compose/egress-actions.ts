import type { EgressLedger } from '../core/egress-ledger.ts';
import type { Person } from '../core/people.ts';
import type { PanelAction } from '../http/panel/actions.ts';
import type { Outcome } from '../http/panel/live-session.ts';

/** What the panel reads of the egress ledger. */
export type EgressReader = Pick<EgressLedger, 'list' | 'get' | 'totalBytes'>;

const entriesAtOnce = 50;

/** Shows what left the house, as it was sent, to administrators: it holds what people asked. */
export const showEgress = (
  ledger: EgressReader,
  action: Extract<PanelAction, { type: 'list-egress' | 'show-egress' }>,
  person: Person,
): Outcome => {
  if (!person.isAdmin)
    return {
      ok: false,
      code: 'panel.not-admin',
      message: 'What left the house is shown to administrators of Home Assistant.',
    };
  if (action.type === 'show-egress') {
    const body = ledger.get(action.number)?.body;
    return { ok: true, result: { kind: 'egress-body', ...(body === undefined ? {} : { body }) } };
  }
  const { before } = action;
  const found = ledger.list({
    limit: entriesAtOnce + 1,
    ...(before === undefined ? {} : { before }),
  });
  return {
    ok: true,
    result: {
      kind: 'egress',
      entries: found.slice(0, entriesAtOnce),
      hasMore: found.length > entriesAtOnce,
      totalBytes: ledger.totalBytes(),
    },
  };
};
