import type { EgressEntry } from '../../../src/core/egress-ledger.ts';
import { text } from '../texts/texts.ts';

/** How a request to a cloud model ended, in words and as an icon. A stream may still have broken off after a 200. */
export const egressOutcome = ({
  outcome,
}: Pick<EgressEntry, 'outcome'>): { readonly icon: 'ok' | 'warning' | 'unknown'; readonly text: string } => {
  if (outcome === undefined) return { icon: 'unknown', text: text('egress.unknown') };
  if (outcome === '200') return { icon: 'ok', text: text('egress.answered') };
  if (outcome === 'cancelled') return { icon: 'unknown', text: text('egress.cancelled') };
  if (/^\d{3}$/.test(outcome)) return { icon: 'warning', text: text('egress.refused', { status: outcome }) };
  return { icon: 'warning', text: text('egress.noAnswer', { reason: outcome }) };
};
