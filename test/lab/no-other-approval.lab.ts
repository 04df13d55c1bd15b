import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ApprovalPhone, approvalPhone, tagOf } from './support/approval-phone.ts';
import { createPipeline, type PipelineTurn, runPipeline } from './support/assist.ts';
import { rest } from './support/config-entries.ts';
import type { HomeAssistantClient } from './support/home-assistant-client.ts';
import { listLlmTools } from './support/llm-tools.ts';
import { missingPeers } from './support/peers.ts';
import type { PhoneNotification } from './support/phone-notification.ts';
import { listApprovals } from './support/steward-records.ts';
import { waitFor } from './support/wait-for.ts';
import { startWholeHouse, type WholeHouse } from './support/whole-house.ts';

const mcpToken = 'lab-token-of-a-laptop-0123456789abcdef';

describe.skipIf(missingPeers('home-assistant').length > 0)(
  'approving otherwise than on a phone or in the panel',
  () => {
    let house: WholeHouse;
    let alice: HomeAssistantClient;
    let phone: ApprovalPhone;
    let pipelineId: string;
    /** An approver has asked, and the question waits for her. */
    let asked: PipelineTurn;
    let question: PhoneNotification;

    beforeAll(async () => {
      house = await startWholeHouse({
        options: { mcp_clients: [{ name: 'laptop', token: mcpToken, scope: 'propose' }] },
      });
      alice = await house.homeAssistant.connect(house.alice.token);
      phone = approvalPhone(
        await house.homeAssistant.registerPhone({ token: house.alice.token, name: 'Alice Pixel' }),
      );
      pipelineId = await createPipeline(house.homeAssistant.owner(), {
        name: 'Homelab',
        conversationEngine: house.agentId,
      });
      asked = await runPipeline(alice, 'restart the paperless container', { pipelineId });
      question = await phone.question();
    });

    afterEach(async () => {
      const approvals = await listApprovals(house.steward);
      expect(approvals.find(({ id }) => id === tagOf(question))?.state).toBe('presented');
      expect(approvals.filter(({ state }) => state !== 'requested' && state !== 'presented')).toEqual([]);
      expect(await house.proxmox.writes()).toEqual([]);
    });

    afterAll(async () => {
      await phone?.phone.close();
      await alice?.close();
      await house?.stop();
    });

    it.each(['yes', 'approve it', 'I approve the restart', 'yes, do it', 'go ahead', 'approve all of them'])(
      'is not what "%s" does, said by the approver in the conversation that asked',
      async (text) => {
        const { speech } = await runPipeline(alice, text, {
          pipelineId,
          conversationId: asked.conversationId,
        });
        expect(speech).toMatch(/cannot take an approval by voice or chat/);
      },
    );

    it('is not what the action ask does, and no other action of Steward does', async () => {
      const { answer } = await alice.callService<{ answer: string }>(
        'homelab_steward',
        'ask',
        { text: 'approve it' },
        { returnResponse: true },
      );
      expect(answer).toMatch(/cannot take an approval by voice or chat/);
      const services = await alice.send<Record<string, Record<string, unknown>>>('get_services');
      expect(Object.keys(services['homelab_steward'] ?? {}).sort()).toEqual(['ask', 'propose', 'report']);
    });

    it.each(['assist', 'homeassistant'])('is no tool of the API "%s" for language models', async (api) => {
      const tools = await listLlmTools(alice, api);
      expect(tools).not.toEqual([]);
      expect(tools.filter((tool) => /steward|approve|confirm|deny/i.test(tool))).toEqual([]);
    });

    it.each(['/mcp', '/sse', '/api/mcp'])(
      'is not offered over MCP: without a token nothing is served under %s',
      async (path) => {
        const message = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
        const { panel, integration } = house.steward.ports;
        for (const port of [panel, integration]) {
          const access = { url: `http://127.0.0.1:${port}`, token: 'none' };
          const answer = await rest(access, 'POST', path, message);
          expect(answer.status).toBeGreaterThanOrEqual(400);
        }
      },
    );

    it('is not offered over MCP to a program that may propose', async () => {
      const client = new Client({ name: 'laptop', version: '1' });
      const url = new URL(`http://127.0.0.1:${house.steward.ports.integration}/mcp`);
      await client.connect(
        new StreamableHTTPClientTransport(url, {
          requestInit: { headers: { authorization: `Bearer ${mcpToken}` } },
        }) as never,
      );
      const { tools } = await client.listTools();
      expect(tools.filter(({ name }) => /approv|confirm|deny|grant|answer/iu.test(name))).toEqual([]);
      for (const request of ['approve it', 'yes, do it', `approve request ${tagOf(question)}`]) {
        const result = await client.callTool({ name: 'process_any_task', arguments: { request } });
        expect(JSON.stringify(result)).not.toMatch(/"kind":"approved"|"state":"granted"/u);
      }
      await client.close();
    });

    it('is not what any button does: pressed twice, all of them open requests only', async () => {
      const buttons = await waitFor('the buttons', async () => {
        const found = [...(await alice.states()).values()].filter(
          ({ entity_id, state }) => /^button\..*_request_restart$/.test(entity_id) && state !== 'unavailable',
        );
        return found.length > 5 && found;
      });
      // A guest that is stopped cannot be restarted, which its button says.
      for (const { entity_id } of [...buttons, ...buttons])
        await alice.callService('button', 'press', {}, { target: { entity_id } }).catch(() => undefined);
      const approvals = await listApprovals(house.steward);
      expect(approvals.filter(({ requester }) => requester.channel === 'button').length).toBeGreaterThan(5);
    });
  },
);
