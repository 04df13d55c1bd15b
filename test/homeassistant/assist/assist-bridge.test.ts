import { beforeEach, describe, expect, it } from 'vitest';
import type { AssistCall } from '../../../src/core/assist-api.ts';
import { type AssistBridge, createAssistBridge } from '../../../src/homeassistant/assist/assist-bridge.ts';
import type { ToIntegration } from '../../../src/homeassistant/protocol/to-integration.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';

type Call = Extract<ToIntegration, { type: 'call-assist-tool' }>;

const live = 'homeassistant__GetLiveContext';
const described = (...names: readonly string[]) => ({
  type: 'assist-tools' as const,
  id: 'a1',
  tools: names.map((name) => ({ name, description: 'x', parameters: {} })),
});

let clock: FakeClock;
let bridge: AssistBridge;
let sent: Call[];
const call = (change: Partial<AssistCall> = {}) =>
  bridge.api.call({
    tool: live,
    arguments: {},
    language: 'en',
    signal: new AbortController().signal,
    ...change,
  });
const answer = (
  error: null | { code: 'found-nothing' | 'too-large' | 'late' | 'refused'; message: string },
) => bridge.link.take({ type: 'assist-result', id: sent.at(-1)?.id ?? '', data: null, error });

beforeEach(() => {
  clock = createFakeClock();
  bridge = createAssistBridge({ clock });
  sent = [];
  bridge.link.attach((message) => {
    if (message.type === 'call-assist-tool') sent.push(message);
  });
  bridge.link.take(described(live));
});

describe('what may be called', () => {
  it('is never a tool that acts, whatever the integration says that it has', async () => {
    bridge.link.take(described(live, 'intent__HassTurnOn', 'script__reboot', 'todo__HassListAddItem'));
    expect(bridge.api.tools().map(({ name }) => name)).toEqual([live]);
    await expect(call({ tool: 'intent__HassTurnOn' as never })).rejects.toMatchObject({
      code: 'home-assistant.not-connected',
    });
    expect(sent).toEqual([]);
  });

  it('is nothing with an integration that does not know of it', async () => {
    const old = createAssistBridge({ clock });
    old.link.attach((message) => sent.push(message as Call));
    expect(old.api.tools()).toEqual([]);
    await expect(
      old.api.call({ tool: live, arguments: {}, language: 'en', signal: new AbortController().signal }),
    ).rejects.toMatchObject({ code: 'home-assistant.not-connected' });
    expect(sent).toEqual([]);
  });

  it('is what was announced last', () => {
    bridge.link.take(described(live, 'calendar__get_events'));
    bridge.link.take(described('calendar__get_events'));
    expect(bridge.api.tools().map(({ name }) => name)).toEqual(['calendar__get_events']);
  });
});

describe('a call', () => {
  it('names the conversation for which it is made, or none', async () => {
    const asked = [call({ conversationId: 'c1' }), call()];
    expect(sent.map(({ conversationId }) => conversationId)).toEqual(['c1', null]);
    bridge.link.detach();
    await Promise.allSettled(asked);
  });

  it.each([
    ['too-large', 'home-assistant.assist-too-large'],
    ['late', 'home-assistant.assist-late'],
    ['refused', 'home-assistant.assist-refused'],
  ] as const)('that Home Assistant answers with %s fails with %s', async (code, expected) => {
    const asked = expect(call()).rejects.toMatchObject({ code: expected });
    answer({ code, message: 'why' });
    await asked;
  });

  it('that finds nothing is no failure', async () => {
    const asked = call();
    answer({ code: 'found-nothing', message: "Area 'x' does not exist" });
    expect(await asked).toEqual({ kind: 'found-nothing', message: "Area 'x' does not exist" });
  });

  it('that nobody answers ends in time, and its late answer is nobody’s', async () => {
    const asked = expect(call()).rejects.toMatchObject({ code: 'home-assistant.assist-late' });
    await clock.advance(sent[0]?.timeoutMs ?? 0);
    await asked;
    answer(null);
    expect(clock.pending).toBe(0);
  });

  it('ends at once when it is cancelled', async () => {
    const abort = new AbortController();
    const asked = expect(call({ signal: abort.signal })).rejects.toThrow('enough');
    abort.abort(new Error('enough'));
    await asked;
    expect(clock.pending).toBe(0);
  });
});
