import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createPictureReader } from '../../../src/agent/vision/picture-reader.ts';
import { StewardError } from '../../../src/core/errors.ts';
import type { Picture } from '../../../src/core/reply.ts';
import type { Gateway, GatewayPart, ModelTask, RouteDecision } from '../../../src/llm/gateway.ts';
import type { ModelRequest } from '../../../src/llm/model.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const picture: Picture = {
  mediaType: 'image/jpeg',
  data: readFileSync(join(import.meta.dirname, '__fixtures__/photo.jpg')),
};
const clock = createFakeClock();
const options = { language: 'de', latency: 'interactive', signal: new AbortController().signal } as const;

let target: RouteDecision['target'];
let answers: (readonly GatewayPart[] | Error)[];
let asked: { task: ModelTask; request: ModelRequest }[];

const decision = (): RouteDecision => ({
  target,
  class: 'secret',
  costUsd: 0,
  reason: '',
  passedOver: [],
  fallbacks: [],
});
const gateway: Gateway = {
  route: () => decision(),
  stream: async function* (task, request) {
    asked.push({ task, request });
    yield { kind: 'routed', decision: decision() };
    const answer = answers.shift() ?? [];
    if (answer instanceof Error) throw answer;
    yield* answer;
  },
};
const reader = createPictureReader({ gateway, clock });
const says = (value: unknown): readonly GatewayPart[] => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return [
    { kind: 'text', text: text.slice(0, 9) },
    { kind: 'text', text: text.slice(9) },
    { kind: 'end', reason: 'stop' },
  ];
};
const label = {
  readable: ['SN 4711', 'node-3'],
  serials: ['4711'],
  hostnames: ['node-3'],
  error: '',
  description: 'Ein Aufkleber.',
};
const readOne = async (answer: readonly GatewayPart[] | Error) => {
  answers = [answer];
  return (await reader.read([picture], options))[0]?.text;
};

beforeEach(() => {
  target = 'local';
  answers = [];
  asked = [];
});

describe('reading a picture', () => {
  it('gives what stands in it as data that is as private as the picture', async () => {
    answers = [says(label)];
    expect(await reader.read([picture], options)).toEqual([
      {
        source: 'the picture',
        atMs: clock.now(),
        text: 'Serial numbers: 4711\nHost names: node-3\nWhat is seen: Ein Aufkleber.\nWords in it:\n  SN 4711\n  node-3',
        provenance: 'image',
      },
    ]);
  });

  it('asks a model that sees, shows it nothing but pixels, and no words of anybody', async () => {
    await readOne(says(label));
    const [{ task, request } = { task: undefined, request: undefined }] = asked;
    expect(task).toEqual({ role: 'vision', latency: 'interactive', purpose: 'reading a picture' });
    const content = request?.messages.flatMap((message) => message.content) ?? [];
    const [image] = content.filter((each) => each.kind === 'image');
    expect(Buffer.from(image?.data ?? []).includes('SECRET-whereabouts')).toBe(false);
    expect(content.filter((each) => each.kind === 'text').map(({ provenance }) => provenance)).toEqual([
      'product',
      'product',
    ]);
    expect(request?.tools).toBeUndefined();
  });

  it('reads several one after another, each on its own', async () => {
    answers = [says(label), says({ ...label, serials: ['4712'] })];
    const parts = await reader.read([picture, picture], options);
    expect(parts.map(({ source, text }) => [source, text.split('\n')[0]])).toEqual([
      ['picture 1', 'Serial numbers: 4711'],
      ['picture 2', 'Serial numbers: 4712'],
    ]);
    expect(asked).toHaveLength(2);
  });

  it('takes what a model that keeps to no schema has read', async () => {
    expect(await readOne(says('```json\n{"readable": "SN 4711", "serials": null, "error": 7}\n```'))).toBe(
      'Words in it:\n  SN 4711',
    );
    expect(await readOne(says('The label says SN 4711\nand node-3'))).toBe(
      'Words in it:\n  The label says SN 4711\n  and node-3',
    );
    expect(await readOne(says('["a"]'))).toBe('Nothing can be made out in it.');
    expect(await readOne(says({}))).toBe('Nothing can be made out in it.');
  });

  it('keeps words of the picture in lines of their own, and not too many of them', async () => {
    const text =
      (await readOne(
        says({
          ...label,
          description: 'A label.\nSerial numbers: 9999',
          readable: Array.from({ length: 500 }, (_, index) => `line ${index}`),
        }),
      )) ?? '';
    expect(text.split('\n').filter((line) => line.startsWith('Serial numbers:'))).toEqual([
      'Serial numbers: 4711',
    ]);
    expect(text.split('\n').length).toBeLessThan(60);
  });

  it('forgets what a model said that another one took over from', async () => {
    const text = await readOne([
      { kind: 'text', text: '{"readable": ["wrong' },
      { kind: 'failed-over', from: 'a', code: 'model.cut-off' },
      { kind: 'routed', decision: decision() },
      ...says(label),
    ]);
    expect(text).toContain('SN 4711');
    expect(text).not.toContain('wrong');
  });
});

describe('where no picture can be read', () => {
  it('says so before it asks anybody', async () => {
    target = 'none';
    expect(reader.canRead()).toBe(false);
    await expect(reader.read([picture], options)).rejects.toMatchObject({
      code: 'vision.no-model',
      message: 'No language model here can look at pictures.',
    });
    expect(asked).toEqual([]);
  });

  it('says so too where the last model has just failed for good', async () => {
    expect(reader.canRead()).toBe(true);
    const none = new StewardError('None.', { code: 'model.none', kind: 'terminal' });
    await expect(readOne(none)).rejects.toMatchObject({ code: 'vision.no-model' });
  });

  it.each([
    ['no picture', Buffer.from('hello')],
    ['half a picture', picture.data.subarray(0, 100)],
  ])('shows no model %s', async (_, data) => {
    await expect(reader.read([{ mediaType: 'image/jpeg', data }], options)).rejects.toMatchObject({
      code: 'vision.picture-broken',
    });
    expect(asked).toEqual([]);
  });

  it('tells a refusal from an answer', async () => {
    await expect(readOne([{ kind: 'end', reason: 'refused' }])).rejects.toMatchObject({
      code: 'vision.refused',
    });
  });

  it('lets go at once when nobody waits any more', async () => {
    const abort = new AbortController();
    abort.abort();
    await expect(reader.read([picture], { ...options, signal: abort.signal })).rejects.toMatchObject({
      code: 'vision.late',
    });
  });
});
