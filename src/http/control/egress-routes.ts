import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { EgressLedger } from '../../core/egress-ledger.ts';
import { StewardError } from '../../core/errors.ts';

const listQuery = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(20),
  before: z.coerce.number().int().positive().optional(),
});
const entryPath = z.object({ number: z.coerce.number().int().positive() });

/** Adds what `steward egress` asks for: what left the house, and one body as it was sent. */
export const addEgressRoutes = (
  server: FastifyInstance,
  ledger: Pick<EgressLedger, 'list' | 'get'>,
): void => {
  server.get('/egress', (request) => {
    const { limit, before } = listQuery.parse(request.query);
    return ledger.list({ limit, ...(before === undefined ? {} : { before }) });
  });
  server.get('/egress/:number', (request) => {
    const { number } = entryPath.parse(request.params);
    const sent = ledger.get(number);
    if (sent !== undefined) return sent;
    throw new StewardError(`Nothing that left the house has the number ${number}.`, {
      code: 'control.no-such-egress',
      kind: 'terminal',
      mend: 'See `steward egress`: entries are kept for a year.',
    });
  });
};
