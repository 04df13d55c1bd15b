import { beforeEach, describe, expect, it } from 'vitest';
import type { TaskOutcome } from '../../../src/agent/task.ts';
import { createConversation } from '../../../src/conversation/conversation.ts';
import { silentLog } from '../../../src/core/log.ts';
import type { Requester } from '../../../src/core/people.ts';
import type { ReplyPart, Turn } from '../../../src/core/reply.ts';
import { createRecognizer } from '../../../src/intents/recognizer.ts';
import { createFakeClock, settle } from '../../support/fake-clock.ts';
import { createFakeInventory, guest, inventoryOf, node } from '../../support/inventory.ts';
import { createScriptedDesk, saying } from '../../support/scripted-desk.ts';

const recognizer = createRecognizer();
const alice: Requester = { channel: 'assist', person: { userId: 'alice', name: 'Alice', isAdmin: true } };
const kitchen: Requester = { channel: 'assist', claimedSatelliteId: 'assist_satellite.kitchen' };
const panel: Requester = { ...alice, channel: 'panel' };

const setUp = () => {
  const clock = createFakeClock();
  const desk = createScriptedDesk(clock);
  const inventory = createFakeInventory(
    inventoryOf([node('still-fawn'), guest(101, 'paperless-ngx', clock.now())], clock.now()),
  );
  const nothing = { get: () => undefined, list: () => [], queued: () => [] };
  const approvals = { ...nothing, cancel: () => {} } as never;
  const conversation = createConversation({
    recognizer,
    inventory,
    approvals,
    runner: { ...nothing, cancel: () => {}, report: () => {} },
    unfinishedRuns: () => [],
    killSwitch: { isOn: () => undefined } as never,
    ledger: () => [],
    proposer: {} as never,
    approvers: () => [],
    workflows: () => [],
    aliases: () => ({}),
    tasks: desk,
    clock,
    log: silentLog,
  });
  const begin = (text: string, rest: Partial<Turn> = {}, signal?: AbortSignal) => {
    const parts: ReplyPart[] = [];
    const turn = { text, language: 'en', conversationId: 'c', requester: alice, ...rest };
    const over = (async () => {
      for await (const part of conversation.handle(turn, signal)) parts.push(part);
    })();
    return { parts, over, deltas: () => parts.flatMap((part) => (part.kind === 'delta' ? [part.text] : [])) };
  };
  const say = async (text: string, rest: Partial<Turn> = {}) => {
    const { parts, over, deltas } = begin(text, rest);
    await over;
    const final = parts.at(-1);
    if (final?.kind !== 'final') throw new Error('no final reply');
    expect(deltas().join('')).toBe(final.speech);
    return final;
  };
  const ends = (outcome: TaskOutcome, text = '') => {
    desk.answer = [
      ...(text === '' ? [] : [{ kind: 'text', text } as const]),
      { kind: 'done', speech: text, outcome },
    ];
  };
  return { clock, desk, conversation, begin, say, ends };
};

let home: ReturnType<typeof setUp>;
beforeEach(() => {
  home = setUp();
});

describe('a turn in free words', () => {
  it('goes to the task desk with who asked, where and in which language, and streams back word by word', async () => {
    home.desk.answer = saying('It reads ', 'its index. ', 'That is usual.');
    const { over, deltas, parts } = home.begin('why does paperless use so much memory');
    await over;
    expect(deltas()).toEqual(['It reads ', 'its index. ', 'That is usual.']);
    expect(parts.at(-1)).toMatchObject({ speech: 'It reads its index. That is usual.', outcome: 'query' });
    expect(home.desk.asked).toMatchObject([
      {
        text: 'why does paperless use so much memory',
        language: 'en',
        conversationId: 'c',
        requester: alice,
      },
    ]);
  });

  it('is for the ear at a satellite, and for the eye in the panel', async () => {
    home.desk.answer = saying('So it is.');
    for (const requester of [kitchen, panel, { channel: 'wyoming' } as const, alice])
      await home.say('why is the server slow', { requester, conversationId: requester.channel });
    expect(home.desk.asked.map(({ latency }) => latency)).toEqual([
      'voice',
      'interactive',
      'voice',
      'interactive',
    ]);
  });

  it('stays with the sentences where one of them covers it, and with the house where it is about the house', async () => {
    expect((await home.say('is paperless running?')).speech).toMatch(/^paperless-ngx is running/);
    expect(await home.say('turn on the kitchen light')).toMatchObject({ outcome: 'delegate', speech: '' });
    expect(home.desk.asked).toEqual([]);
  });

  it('goes there for a reason that a sentence would answer with a state, while a model can think', async () => {
    home.ends({ kind: 'answered', evidence: [] }, 'Because of its database.');
    expect((await home.say('why is paperless so slow?')).speech).toBe('Because of its database.');
    home.desk.isAble = false;
    expect((await home.say('why is paperless so slow?')).speech).toMatch(/processor/u);
  });

  it('always goes there with a picture, whatever its words', async () => {
    home.desk.answer = saying('A disk of 4 TB.');
    const pictures = [{ mediaType: 'image/png', data: new Uint8Array([1]) }] as const;
    await home.say('is paperless running?', { pictures, requester: panel });
    expect(home.desk.asked[0]?.pictures).toEqual(pictures);
  });

  it('knows what was spoken of before, and what is spoken of after', async () => {
    await home.say('is paperless running?');
    home.desk.answer = saying('Because of its index.');
    await home.say('and why is it so slow');
    expect(home.desk.asked[0]?.subjectRef).toBe('proxmox:home/guest/101');
    await home.say('what do you think about upgrading still fawn');
    expect((await home.say('is it online?')).speech).toMatch(/^still-fawn is online/);
  });

  it('knows the object that was looked at, where the words name none', async () => {
    home.ends(
      { kind: 'answered', evidence: [{ id: 'E1', source: 'proxmox:home/guest/101', atMs: 0 }] },
      'The document shelf.',
    );
    await home.say('which container uses the most CPU');
    expect((await home.say('is it running?')).speech).toMatch(/^paperless-ngx is running/);
  });
});

describe('how it ends', () => {
  it.each<[TaskOutcome, string, object]>([
    [
      { kind: 'proposed', approvalId: 'a1', summary: 'Restart it' },
      'I have asked.',
      { outcome: 'action', approvalId: 'a1', data: { kind: 'proposed' } },
    ],
    [
      { kind: 'impossible', missing: ['Kubernetes'] },
      'That needs Kubernetes.',
      { outcome: 'error', data: { kind: 'impossible', missing: ['Kubernetes'] } },
    ],
    [
      { kind: 'failed', code: 'model.timeout', message: 'The model did not answer.' },
      '',
      { outcome: 'error', speech: 'The model did not answer.', data: { code: 'model.timeout' } },
    ],
    [{ kind: 'answered', evidence: [] }, '', { outcome: 'query', speech: 'I have no answer to that.' }],
  ])('%j', async (outcome, text, expected) => {
    home.ends(outcome, text);
    expect(await home.say('why is the server slow')).toMatchObject(expected);
  });

  it('waits for the answer to what was asked back, whatever the answer is', async () => {
    home.ends({ kind: 'asked', question: 'Which one?' }, 'Which one?');
    expect(await home.say('move a container')).toMatchObject({ continueConversation: true });
    home.desk.answer = saying('Good.');
    await home.say('the blue one');
    expect(home.desk.asked).toHaveLength(2);
    home.ends({ kind: 'asked', question: 'Shall I?' }, 'Shall I?');
    await home.say('move a container', { conversationId: 'yes' });
    await home.say('yes', { conversationId: 'yes' });
    expect(home.desk.asked.at(-1)?.text).toBe('yes');
    expect(await home.say('the blue one')).toMatchObject({ outcome: 'delegate' });
  });

  it('says what went wrong where the desk breaks', async () => {
    home.desk.answer = () => {
      throw new Error('broken');
    };
    expect(await home.say('why is the server slow')).toMatchObject({ outcome: 'error' });
    expect((await home.say('is paperless running?')).speech).toMatch(/^paperless-ngx is running/);
  });
});

describe('without a model', () => {
  beforeEach(() =>
    home.ends({ kind: 'no-model', reason: 'No model is set up.' }, 'I have no model for free words.'),
  );

  it('says so once in a conversation, with a sentence that is understood', async () => {
    expect(await home.say('why does paperless use so much memory')).toMatchObject({
      outcome: 'error',
      speech:
        'I have no model for free words. I understand without a model, for example: "how much memory does paperless-ngx use?".',
    });
    expect(await home.say('should I buy another server')).toMatchObject({ outcome: 'delegate', speech: '' });
    expect((await home.say('is paperless running?')).speech).toMatch(/^paperless-ngx is running/);
    expect(await home.say('should I buy another server')).toMatchObject({ outcome: 'delegate' });
  });

  it('names only sentences that it understands', async () => {
    for (const text of [
      'are my backups good enough for a ransomware attack on the server',
      'could a reboot of paperless help the server',
      'explain the problems of the cluster to me',
      'warum ist der Server so langsam',
      'why did the node crash and go offline last week',
      'ponder the memory of still-fawn',
    ]) {
      const { speech } = await home.say(text, { conversationId: text });
      const sentence = /"([^"]+)"/.exec(speech)?.[1] ?? '';
      const lists = {
        guest: [{ text: ['paperless-ngx'], value: 'p' }],
        node: [{ text: ['still-fawn'], value: 's' }],
      };
      expect(recognizer.recognize(sentence, { language: 'en', lists }).kind, speech).toBe('match');
    }
  });

  it('answers again as soon as there is one', async () => {
    await home.say('why is the server slow');
    home.desk.answer = saying('It is ', 'hot.');
    expect(await home.say('why is the server slow')).toMatchObject({
      speech: 'It is hot.',
      outcome: 'query',
    });
  });
});

describe('time', () => {
  it('says once what it is doing when the first word takes longer than a second', async () => {
    home.desk.answer = [
      { kind: 'progress', text: 'reading the log of paperless-ngx' },
      9_000,
      ...saying('It is hot.'),
    ];
    const { over, deltas } = home.begin('why is the server slow');
    await home.clock.advance(999);
    expect(deltas()).toEqual([]);
    await home.clock.advance(1);
    expect(deltas()).toEqual(['One moment: reading the log of paperless-ngx. ']);
    await home.clock.advance(8_000);
    await over;
    expect(deltas()).toEqual(['One moment: reading the log of paperless-ngx. ', 'It is hot.']);
  });

  it('says it in the language of the question', async () => {
    home.desk.answer = [2_000, ...saying('Er ist heiß.')];
    const { over, deltas } = home.begin('warum ist der Server langsam', { language: 'de-DE' });
    await home.clock.advance(2_000);
    await over;
    expect(deltas()).toEqual(['Einen Moment, ich sehe nach. ', 'Er ist heiß.']);
  });

  it.each(['by its signal', 'by nobody listening any more'])('gives the task up %s', async (way) => {
    home.desk.answer = [3_600_000, ...saying('Too late.')];
    const gone = new AbortController();
    if (way === 'by its signal') {
      const { over, deltas } = home.begin('why is the server slow', {}, gone.signal);
      await settle();
      gone.abort();
      await over;
      expect(deltas().join('')).not.toContain('Too late');
    } else {
      const turn = { text: 'why is the server slow', language: 'en', conversationId: 'c', requester: alice };
      const parts = home.conversation.handle(turn)[Symbol.asyncIterator]();
      const first = parts.next();
      await home.clock.advance(1_000);
      await first;
      await parts.return?.(undefined);
    }
    await settle();
    expect(home.desk.cancelled()).toBe(1);
    expect(home.clock.pending).toBe(0);
  });

  it('ends at its cancellation even if the desk does not', async () => {
    home.desk.process = async function* () {
      yield { kind: 'text', text: 'It is ' };
      await new Promise(() => {});
    };
    const gone = new AbortController();
    const { over, parts } = home.begin('why is the server slow', {}, gone.signal);
    await settle();
    gone.abort();
    await over;
    expect(parts.at(-1)).toMatchObject({ kind: 'final', outcome: 'error' });
    expect((await home.say('is paperless running?')).speech).toMatch(/^paperless-ngx is running/);
  });
});
