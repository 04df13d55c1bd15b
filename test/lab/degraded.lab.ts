import { it } from 'vitest';
import { liveThrough } from '../degraded/live-through.ts';
import { combinations } from '../degraded/outages.ts';

it('all sixteen combinations of outages: five intents are answered, and GitHub has each issue once afterwards', async () => {
  await liveThrough(combinations);
});
