import { describe, it } from 'vitest';
import { fuzzMcp } from './fuzz.ts';
import { startMcpFixture } from './mcp-fixture.ts';

describe('messages that nobody should send', () => {
  it('are answered, break nothing and have no effect', async () => {
    const mcp = await startMcpFixture();
    try {
      await fuzzMcp(mcp, 400, 7);
    } finally {
      await mcp.close();
    }
  });
});
