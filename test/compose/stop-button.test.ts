import { expect, it } from 'vitest';
import { createIntegrationEngine } from '../../src/compose/integration-engine.ts';
import type { Requester } from '../../src/core/people.ts';
import { inventoryOf } from '../support/inventory.ts';

it('the button “Stop everything” stops at once in the name of who pressed it, and asks for nothing', async () => {
  const stopped: string[] = [];
  const proposed: unknown[] = [];
  const engine = createIntegrationEngine(
    {
      propose: async (wish: unknown) => {
        proposed.push(wish);
        throw new Error('nothing is proposed');
      },
    } as never,
    () => ({}) as never,
    () => inventoryOf([], 0),
    {
      stop: ({ person }: Requester, reason) => {
        stopped.push(`${person?.name}: ${reason}`);
        return { sinceMs: 0, by: person?.name ?? '', reason };
      },
    },
  );
  const alice: Requester = { channel: 'button', person: { userId: 'alice', name: 'Alice', isAdmin: false } };
  expect(await engine.press('steward/stop_everything', alice)).toEqual({
    isOk: true,
    response: { result: 'stopped', by: 'Alice', since: '1970-01-01T00:00:00.000Z' },
  });
  expect(stopped).toEqual(['Alice: pressed the button "Stop everything"']);
  expect(proposed).toEqual([]);
  expect(engine.press('steward/something', alice)).toBeUndefined();
});
