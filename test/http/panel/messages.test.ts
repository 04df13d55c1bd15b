import { describe, expect, it } from 'vitest';
import { readMessage } from '../../../src/http/panel/messages.ts';

const digest = 'a'.repeat(64);

const read = (message: unknown) => readMessage(JSON.stringify(message));

const refusalOf = (text: string) => {
  const reading = readMessage(text);
  if (reading.kind !== 'refusal') throw new Error('The message was taken.');
  return reading.refusal;
};

describe('the messages of the panel', () => {
  it.each([
    { type: 'ask', id: '1', text: 'is still-fawn ok?', conversationId: 'abcdefgh', language: 'en-GB' },
    { type: 'cancel', id: '1' },
    { type: 'decide', id: '2', approvalId: 'approval_1', answer: 'approve', planDigest: digest },
    {
      type: 'decide',
      id: '2',
      approvalId: 'approval_1',
      answer: 'approve',
      planDigest: digest,
      stepUp: { method: 'pin', code: '4711' },
    },
    { type: 'undo-run', id: '4', runId: 'run_1' },
    { type: 'cancel-run', id: '4', runId: 'run_1' },
    {
      type: 'report',
      id: '5',
      runId: 'run_1',
      stepId: 'disk',
      values: { serial: 'WD-1', cost: 150, done: true },
    },
    { type: 'stop', id: '6' },
    { type: 'release-stop', id: '7', stepUp: { method: 'totp', code: '123456' } },
    { type: 'challenge', id: '8', purpose: 'approve approval_1', origin: 'https://home.example' },
    { type: 'challenge', id: '8', purpose: 'set-autonomy', origin: 'https://home.example' },
    {
      type: 'set-autonomy',
      id: '9',
      level: 'assist',
      workflow: null,
      scope: 'proxmox:home/guest/*',
      untilMs: 1_800_000_000_000,
      because: 'holidays',
      stepUp: { method: 'passkey', response: { id: 'abc' } },
    },
    { type: 'cancel-request', id: '3', approvalId: 'approval_1' },
  ])('takes a valid $type', (message) => {
    expect(read(message)).toEqual({ kind: 'message', message });
  });

  it.each([
    ['more than three', Array(4).fill({ mediaType: 'image/png', data: 'aGVsbG8=' })],
    ['none', []],
    ['what is not a picture', [{ mediaType: 'image/svg+xml', data: 'aGVsbG8=' }]],
    ['what is not base64', [{ mediaType: 'image/png', data: '<svg>' }]],
    ['one that is too large', [{ mediaType: 'image/png', data: 'A'.repeat(3_000_004) }]],
  ])('refuses pictures that are %s', (_what, pictures) => {
    const message = { type: 'ask', id: '1', text: 'what is this?', conversationId: 'abcdefgh', pictures };
    expect(readMessage(JSON.stringify(message))).toMatchObject({ kind: 'refusal' });
  });

  it('takes English when no language is said, and trims what is asked', () => {
    expect(read({ type: 'ask', id: '1', text: '  hello ', conversationId: 'abcdefgh' })).toMatchObject({
      message: { language: 'en', text: 'hello' },
    });
  });

  it.each<[string, Record<string, unknown>]>([
    ['a decision without the digest of the plan', { approvalId: 'a', answer: 'approve' }],
    ['a digest that is none', { approvalId: 'a', answer: 'approve', planDigest: 'abc' }],
    ['an answer other than approve and deny', { approvalId: 'a', answer: 'yes', planDigest: digest }],
    [
      'a yes with a PIN of the old kind',
      { approvalId: 'a', answer: 'approve', planDigest: digest, pin: '4711' },
    ],
    [
      'a step-up of a kind that there is not',
      { approvalId: 'a', answer: 'approve', planDigest: digest, stepUp: { method: 'trust', code: '1' } },
    ],
    ['a field that nobody knows', { approvalId: 'a', answer: 'deny', planDigest: digest, userId: 'x' }],
  ])('refuses %s, with its id', (_, fields) => {
    expect(refusalOf(JSON.stringify({ type: 'decide', id: '7', ...fields }))).toMatchObject({
      id: '7',
      code: 'panel.message-invalid',
    });
  });

  it('refuses a type that it does not know and names those that it does', () => {
    const refusal = refusalOf('{"type":"approve-all","id":"9"}');
    expect(refusal).toMatchObject({ id: '9', code: 'panel.message-unknown' });
    expect(refusal.message).toContain('ask, cancel, decide, cancel-request');
  });

  it.each(['', 'nonsense', 'null', '[]', '"ask"', '{"type":5}', '{}'])(
    'refuses %j without throwing',
    (text) => {
      expect(refusalOf(text).code).toMatch(/^panel\.message-/);
    },
  );

  it('does not repeat a PIN in the refusal of a decision', () => {
    const refusal = refusalOf(
      '{"type":"decide","id":"1","approvalId":"a","answer":"yes","stepUp":{"method":"pin","code":"secret-4711"}}',
    );
    expect(JSON.stringify(refusal)).not.toContain('4711');
  });
});
