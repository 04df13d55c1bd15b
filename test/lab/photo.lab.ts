import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSurroundings } from '../../src/config/load-options.ts';
import { silentLog } from '../../src/core/log.ts';
import { callOfAct } from '../book/call-of-act.ts';
import { createScriptedModel } from '../book/scripted-model.ts';
import { openLivePage } from '../http/panel/live-page.ts';
import { type Demo, startDemo } from '../standins/demo.ts';
import { freePort } from './support/free-port.ts';

const photo = readFileSync(join(import.meta.dirname, '../agent/vision/__fixtures__/photo.jpg'));

/** A photo of an error screen, from the panel's socket through the whole product to a request that waits. */
describe('a photo sent from the panel', () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'steward-photo-'));
  const model = createScriptedModel(callOfAct);
  let demo: Demo;
  let panel: number;

  beforeAll(async () => {
    panel = await freePort();
    const ports = { panel, integration: await freePort(), wyoming: await freePort() };
    demo = await startDemo({ ...loadSurroundings(), dataFolder, ports }, silentLog, model);
  });
  afterAll(async () => {
    await demo?.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  it('becomes text and a request for approval, and nothing of the photo but its pixels reaches a model', async () => {
    model.play([
      {
        text: '{"readable": ["immich: out of memory, restart needed"], "shows": "an error screen"}',
        times: 1,
      },
      { propose: 'restart-guest', parameters: { guest: 'immich' } },
    ]);
    const page = await openLivePage(panel);
    page.send({
      type: 'ask',
      id: 'ask-1',
      text: 'immich shows this, please restart immich',
      conversationId: 'conversation-1',
      pictures: [{ mediaType: 'image/jpeg', data: photo.toString('base64') }],
    });
    const reply = await page.next('reply-final');
    page.socket.close();
    expect(reply.speech).toMatch(/asked Demo owner for approval/u);
    expect(reply.approvalId).toBeDefined();
    const [reading, answering] = model.asked;
    expect(reading?.task.role).toBe('vision');
    const seen = reading?.request.messages.flatMap(({ content }) =>
      content.flatMap((part) => (part.kind === 'image' ? [Buffer.from(part.data)] : [])),
    );
    expect(seen).toHaveLength(1);
    // Where, when and with what it was taken.
    expect(photo.includes('SECRET-whereabouts')).toBe(true);
    expect(seen?.[0]?.includes('SECRET-whereabouts')).toBe(false);
    const told = JSON.stringify(answering?.request.messages);
    expect(told).toContain('out of memory');
    expect(
      answering?.request.messages.every(({ content }) => content.every(({ kind }) => kind === 'text')),
    ).toBe(true);
  });
});
