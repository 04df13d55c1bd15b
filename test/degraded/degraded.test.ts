import { it } from 'vitest';
import { liveThrough } from './live-through.ts';
import { outages } from './outages.ts';

// All sixteen combinations: test/lab/degraded.lab.ts.
it('with nothing, with GitHub, with the internet, and with everything away: five intents are answered, and GitHub has each issue once afterwards', async () => {
  await liveThrough([[], ['GitHub'], ['internet'], outages]);
}, 60_000);
