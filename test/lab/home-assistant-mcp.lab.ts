import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startConfigFlow, submitFlow } from './support/config-entries.ts';
import type { HomeAssistantClient } from './support/home-assistant-client.ts';
import { callLlmTool, listLlmTools } from './support/llm-tools.ts';
import { missingPeers } from './support/peers.ts';
import { listApprovals } from './support/steward-records.ts';
import { startWholeHouse, type WholeHouse } from './support/whole-house.ts';

const repository = join(import.meta.dirname, '../..');

/** Adds Home Assistant's own integration `mcp` with Steward's address, as a person does in its settings. */
const addSteward = async ({ homeAssistant, steward }: WholeHouse) => {
  const form = await startConfigFlow(homeAssistant.ownerAccess, 'mcp');
  return submitFlow(homeAssistant.ownerAccess, form.flow_id, {
    url: `http://127.0.0.1:${steward.ports.integration}/mcp`,
  });
};

describe.skipIf(missingPeers('home-assistant').length > 0)(
  "Home Assistant's own MCP client, let in by the options",
  () => {
    let house: WholeHouse;
    let alice: HomeAssistantClient;
    let api: string;

    const call = async (tool: string, toolArguments: Readonly<Record<string, unknown>>) =>
      JSON.stringify((await callLlmTool(alice, api, tool, toolArguments)).result);

    beforeAll(async () => {
      house = await startWholeHouse({ options: { mcp_home_assistant: true } });
      alice = await house.homeAssistant.connect(house.alice.token);
      const entry = await addSteward(house);
      expect(entry.type).toBe('create_entry');
      expect(entry.result?.state).toBe('loaded');
      api = `mcp-${entry.result?.entry_id}`;
    });

    afterAll(async () => {
      await alice?.close();
      await house?.stop();
    });

    it('sees the tools that look, and none that proposes or approves', async () => {
      const tools = await listLlmTools(alice, api);
      expect(tools).toEqual(expect.arrayContaining(['process_any_task', 'get_inventory', 'get_runs']));
      expect(tools.filter((tool) => /make|propose|approve|confirm|deny|grant/iu.test(tool))).toEqual([]);
    });

    it('answers from the live homelab', async () => {
      expect(await call('get_inventory', { words: 'paperless' })).toContain('container on chief-horse');
    });

    it('looks only: a change that is asked for becomes no request', async () => {
      await call('process_any_task', { request: 'restart the paperless container' });
      expect(await listApprovals(house.steward)).toEqual([]);
      expect(await house.proxmox.writes()).toEqual([]);
    });

    it('is written down, call by call, under its name', async () => {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [join(repository, 'src/cli/steward.ts'), 'mcp', 'calls', '--json'],
        { env: { ...process.env, STEWARD_DATA: house.steward.dataFolder } },
      );
      const calls = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { client: string; name: string });
      expect(new Set(calls.map(({ client }) => client))).toEqual(new Set(['Home Assistant']));
      expect(calls.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['get_inventory', 'process_any_task']),
      );
    });
  },
);

describe.skipIf(missingPeers('home-assistant').length > 0)(
  "Home Assistant's own MCP client, without a word in the options",
  () => {
    it('is not let in', async () => {
      const house = await startWholeHouse();
      try {
        const step = await addSteward(house);
        expect(step.type).not.toBe('create_entry');
      } finally {
        await house.stop();
      }
    });
  },
);
