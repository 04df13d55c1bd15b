import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { turnLimits } from '../../src/agent/limits.ts';
import type { FinalReply } from '../../src/core/reply.ts';
import { agentTexts } from '../../src/core/texts/agent-texts.ts';
import { converse, createHomeParts, type HomeParts } from '../book/book-home.ts';
import { createRealDesk } from '../book/real-desk.ts';
import { createWireBench } from '../llm/router/wire-bench.ts';
import { type Wire, wires } from '../llm/wires.ts';

const { unreachable, overCap, refused, brokeOff, tooLong, noModel } = agentTexts('en');
const truths = [unreachable, overCap, refused, brokeOff, tooLong, noModel];

describe.each(wires)('somebody who asks by voice, when $name has a fault', ({ faults, start }) => {
  let wire: Wire;
  let parts: HomeParts;
  beforeEach(async () => {
    [wire, parts] = await Promise.all([start(), createHomeParts()]);
  });
  afterEach(async () => {
    await wire.close();
    await parts.store.close();
  });

  it.each(Object.keys(faults))('hears the truth within the time of a turn: %s', async (name) => {
    const { clock } = parts;
    const { gateway, egressEntries } = await createWireBench([wire], { clock });
    const conversation = converse(parts, createRealDesk(parts, gateway));
    wire.answer({ text: ['The pool ', 'has ', 'room.'], usage: { input: 30, output: 9 } });
    wire.fail(name);
    let final: FinalReply | undefined;
    const over = (async () => {
      const turn = {
        text: 'should I buy another disk for the server',
        language: 'en',
        conversationId: 'c',
        requester: { channel: 'assist', claimedSatelliteId: 'kitchen' },
      } as const;
      for await (const part of conversation.handle(turn)) if (part.kind === 'final') final = part;
    })();
    const startedMs = clock.now();
    await wire.arrived(1);
    for (let looks = 0; final === undefined && looks < 400; looks += 1) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (looks > 40) await clock.advance(500);
    }
    await over;
    const { speech, outcome } = final as unknown as FinalReply;
    expect(clock.now() - startedMs).toBeLessThanOrEqual(turnLimits.voice.totalMs + 1_000);
    expect(
      truths.filter((truth) => speech.includes(truth)),
      speech,
    ).toHaveLength(1);
    expect(outcome).toBe('error');
    // Asked once: what a vendor may have billed is not bought again.
    expect(egressEntries()).toHaveLength(1);
  });

  it('hears that nothing more may be spent, and nothing is asked', async () => {
    const { gateway, egressEntries } = await createWireBench([wire], { clock: parts.clock, capUsd: 0 });
    const conversation = converse(parts, createRealDesk(parts, gateway));
    let speech = '';
    const turn = {
      text: 'soll ich noch eine Festplatte für den Server kaufen',
      language: 'de',
      conversationId: 'c',
      requester: { channel: 'assist' },
    } as const;
    for await (const part of conversation.handle(turn)) if (part.kind === 'final') speech = part.speech;
    expect(speech).toContain(agentTexts('de').overCap);
    expect(egressEntries()).toEqual([]);
  });
});
