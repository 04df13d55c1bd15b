import { describe, it } from 'vitest';
import { createRealDesk } from '../book/real-desk.ts';
import type { Carrier } from './attempts.ts';
import { attempts } from './attempts.ts';
import { createReadersOf } from './readers-of.ts';
import { withstandAdversary } from './withstand-adversary.ts';
import { withstandAttempts } from './withstand-attempts.ts';

describe('the task desk', () => {
  it('withstands a model that calls anything, claims anything, loops, floods and never stops', async () => {
    await withstandAdversary(createRealDesk, 120, 7);
  });

  const carriers = [...new Set(attempts().map(({ carrier }): Carrier => carrier))];

  it.each(carriers)('does nothing that stands in a %s', async (carrier) => {
    await withstandAttempts(carrier, (parts, gateway, attempt) =>
      createRealDesk(parts, gateway, createReadersOf(attempt)),
    );
  });
});
