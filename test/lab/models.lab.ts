import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createControlClient } from '../../src/cli/control-client.ts';
import type { FinalReply, ReplyPart } from '../../src/core/reply.ts';
import type { CheckLine } from '../../src/http/control/model-routes.ts';
import { controlSocketName } from '../../src/http/control/socket-name.ts';
import { type OllamaStandIn, startOllamaStandIn } from '../standins/ollama/ollama-standin.ts';
import { admitModel } from './support/admitted-model.ts';
import { startOllama } from './support/ollama.ts';
import { missingPeers } from './support/peers.ts';
import { type ProxmoxProcess, proxmoxOption, startProxmox } from './support/proxmox-process.ts';
import { type StewardProcess, startSteward } from './support/steward-process.ts';
import { waitFor } from './support/wait-for.ts';

/** A whole Steward in a process of its own, with a model at the other end of the wire. */
describe('a Steward with a language model', () => {
  const folder = mkdtempSync(join(tmpdir(), 'steward-models-'));
  let ollama: OllamaStandIn;
  let proxmox: ProxmoxProcess;
  let steward: StewardProcess;

  const ask = async (text: string, conversation = text): Promise<{ deltas: string[]; final: FinalReply }> => {
    const deltas: string[] = [];
    let final: FinalReply | undefined;
    await createControlClient(steward.dataFolder).call('POST', '/ask', { text, conversation }, (line) => {
      const part = line as ReplyPart;
      if (part.kind === 'final') final = part;
      else if (part.kind === 'delta') deltas.push(part.text);
    });
    if (final === undefined) throw new Error(`no end to: ${text}`);
    return { deltas, final };
  };
  const get = async <Line>(path: string, body?: unknown): Promise<Line[]> => {
    const lines: Line[] = [];
    await createControlClient(steward.dataFolder).call(
      body === undefined ? 'GET' : 'POST',
      path,
      body,
      (line) => lines.push(line as Line),
    );
    return lines;
  };

  beforeAll(async () => {
    [ollama, proxmox] = await Promise.all([startOllamaStandIn(), startProxmox({ taskMs: 200 })]);
    await admitModel(folder);
    steward = await startSteward({
      dataFolder: folder,
      options: {
        proxmox: [proxmoxOption(proxmox)],
        approvers: [],
        models: [{ name: 'local', provider: 'ollama', model: 'qwen3:4b', url: ollama.url }],
      },
    });
  });

  afterAll(async () => {
    await steward?.stop();
    await proxmox?.stop();
    await ollama?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('answers a question from the live homelab, as it looked things up, with its evidence', async () => {
    ollama.answer(
      { calls: [{ name: 'read_tasks', arguments: { name: 'paperless-ngx' } }] },
      { text: ['paperless-ngx was at 3', ' percent [E1]. ', 'Its last task went well [E3].'] },
    );
    const { deltas, final } = await ask('why is paperless so slow today');
    expect(final.speech).toBe('paperless-ngx was at 3 percent. Its last task went well.');
    expect(deltas.join('')).toBe(final.speech);
    expect(deltas.length).toBeGreaterThan(1);
    const evidence = (final.data?.['evidence'] ?? []) as { source: string }[];
    expect(evidence[0]?.source).toBe('proxmox:home/guest/101');
    expect(evidence[1]?.source).toMatch(/^tasks of paperless-ngx/);
    const [first, second] = ollama.chats();
    expect(JSON.stringify(first?.messages)).toContain('paperless-ngx: container on chief-horse');
    expect(JSON.stringify(second?.messages.at(-1))).toMatch(/vz|UPID|OK/);
    ollama.assertNoRefusals();
  });

  it('makes a request of a wish, and lets no claim of an effect through', async () => {
    ollama.answer({
      text: ['I have restarted immich. '],
      calls: [{ name: 'propose', arguments: { workflow: 'restart-guest', parameters: { guest: 'immich' } } }],
    });
    const { final } = await ask('immich hangs, please have it restarted');
    expect(final.outcome).toBe('action');
    expect(final.speech).toMatch(/^I have changed nothing\. .*Restart/);
    expect(final.approvalId).toBeDefined();
    expect(await proxmox.writes()).toEqual([]);
    // The analysis on its issue is put into words by the model, too.
    await waitFor('the analysis', () =>
      ollama.chats().some(({ messages }) => JSON.stringify(messages).includes('measured facts')),
    );
    await ollama.idle();
  });

  it('keeps a drafted workflow when the person says yes, and asks for its approval', async () => {
    const draft = `
apiVersion: kro.run/v1alpha1
kind: ResourceGraphDefinition
metadata:
  name: snapshot-immich-first
  annotations:
    steward.homelab.dev/title: Snapshot immich first
    steward.homelab.dev/purpose: A way back.
    steward.homelab.dev/minutes-saved: "2"
    steward.homelab.dev/minutes-saved-because: Done by hand otherwise.
spec:
  schema:
    spec:
      guest: string | default="immich"
  resources:
    - name: snapshot
      type: proxmox-task
      dependencies: []
      action: guest.snapshot
      guest: \${schema.spec.guest}
      snapshot: first
      description: A way back
`;
    ollama.answer({ calls: [{ name: 'propose', arguments: { draft } }] });
    const drafted = await ask('please write a workflow that snapshots immich', 'draft');
    expect(drafted.final.data).toMatchObject({ kind: 'drafted', name: 'snapshot-immich-first' });
    expect(drafted.final.speech).toContain('take the snapshot first of the container immich');
    expect(drafted.final.continueConversation).toBe(true);
    expect(existsSync(join(folder, 'workflows/snapshot-immich-first.yaml'))).toBe(false);
    const analyses = () =>
      ollama.chats().filter(({ messages }) => JSON.stringify(messages).includes('measured facts')).length;
    const before = analyses();
    const agreed = await ask('yes', 'draft');
    expect(agreed.final.approvalId).toBeDefined();
    expect(existsSync(join(folder, 'workflows/snapshot-immich-first.yaml'))).toBe(true);
    expect(await proxmox.writes()).toEqual([]);
    // The analysis on its issue is put into words, too.
    await waitFor('the analysis', () => analyses() > before);
    await ollama.idle();
  });

  it('says what goes wrong with the model, and answers sentences all the same', async () => {
    ollama.fail({ kind: 'drop' });
    const { final } = await ask('why is the server so loud');
    expect(final.speech).toBe('The language model does not answer.');
    expect((await ask('is paperless running?')).final.speech).toMatch(/is running/);
  });

  it('routes by what a text is: to the model of the house, and says why', async () => {
    await waitFor('the breaker to rest no more', async () => {
      const [decision] = await get<{ target: string; model: string; class: string }>('/route', {
        text: 'why is paperless slow',
      });
      return decision?.target === 'local' && decision.model === 'local' && decision.class === 'internal';
    });
    const [secret] = await get<{ class: string }>('/route', { text: 'my key is AKIAIOSFODNN7EXAMPLQ, why' });
    expect(secret?.class).toBe('secret');
  });

  it('gives up the model when nobody waits any more', async () => {
    ollama.fail({ kind: 'silence' });
    const chats = ollama.chats().length;
    const before = ollama.abandoned;
    const asking = request({
      socketPath: join(folder, controlSocketName),
      method: 'POST',
      path: '/ask',
      headers: { 'content-type': 'application/json' },
    });
    asking.on('error', () => {});
    asking.end(JSON.stringify({ text: 'why is the node so warm', conversation: 'gone' }));
    await waitFor('the model to be asked', () => ollama.chats().length > chats);
    asking.destroy();
    await waitFor('the model to be let go', () => ollama.abandoned > before);
  });
});

describe.skipIf(missingPeers('ollama').length > 0)('the check of a real model', () => {
  it('admits a model that talks at random to nothing that takes understanding', {
    timeout: 240_000,
  }, async () => {
    const ollama = await startOllama();
    const steward = await startSteward({
      options: {
        approvers: [],
        models: [
          { name: 'tiny', provider: 'ollama', model: 'tiny-random', url: ollama.url, context_tokens: 2048 },
        ],
      },
    });
    try {
      const lines: CheckLine[] = [];
      await createControlClient(steward.dataFolder).call('POST', '/models/check', { name: 'tiny' }, (line) =>
        lines.push(line as CheckLine),
      );
      const last = lines.at(-1);
      expect(last).toMatchObject({
        kind: 'checked',
        model: { name: 'tiny', location: 'local', checkUsd: 0 },
      });
      const roles = last?.kind === 'checked' ? (last.model.check?.roles ?? {}) : {};
      expect(roles.chat?.isAdmitted).toBe(false);
      expect(roles.chat?.tasks).toBe(20);
      expect(roles.planning?.isAdmitted).toBe(false);
      expect(lines.filter(({ kind }) => kind === 'progress').length).toBeGreaterThan(40);
    } finally {
      await steward.stop();
      await ollama.stop();
    }
  });
});
