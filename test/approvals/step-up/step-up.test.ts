import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type TOTP, URI } from 'otpauth';
import { beforeEach, describe, expect, it } from 'vitest';
import { createSecretBox, secretKeyFileName } from '../../../src/approvals/step-up/secret-box.ts';
import { createStepUp, proofMs, type StepUp } from '../../../src/approvals/step-up/step-up.ts';
import { silentLog } from '../../../src/core/log.ts';
import { type StepUpEvidence, StepUpProof, type StepUpPurpose } from '../../../src/core/step-up.ts';
import type { KeyValueStore } from '../../../src/core/stores.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createMemoryKeyValue } from '../../support/memory-key-value.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { createSoftwareAuthenticator } from './software-authenticator.ts';

const alice = { userId: 'alice', name: 'Alice', isAdmin: true };
const bob = { userId: 'bob', name: 'Bob', isAdmin: false };
const site = { id: 'home.example', origin: 'https://home.example:8123' };
const minute = 60_000;

let clock: FakeClock;
let keyValue: KeyValueStore;
let folder: string;
let stepUp: StepUp;
let security: { message: string; fields: unknown }[];

/** Steward as it is after a restart: over the same records and the same data folder. */
const restart = (): void => {
  const log = {
    ...silentLog,
    security: (message: string, fields: unknown) => void security.push({ message, fields }),
  };
  stepUp = createStepUp({
    keyValue,
    secretBox: createSecretBox(join(folder, secretKeyFileName)),
    approvers: () => [{ ...alice, pin: '2468' }, bob],
    relyingParties: () => [site],
    clock,
    log: { ...log, child: () => silentLog },
  });
};

beforeEach(() => {
  clock = createFakeClock();
  keyValue = createMemoryKeyValue();
  folder = temporaryFolder();
  security = [];
  restart();
});

const pin = (code: string): StepUpEvidence => ({ method: 'pin', code });
const totp = (code: string): StepUpEvidence => ({ method: 'totp', code });
const codeOf = (uri: string, atMs = clock.now()): string =>
  (URI.parse(uri) as TOTP).generate({ timestamp: atMs });

const confirm = (evidence: StepUpEvidence, purpose: StepUpPurpose = 'release-stop', person = alice) =>
  stepUp.confirm(person, purpose, evidence);

const proofFor = async (purpose: StepUpPurpose, person = alice, evidence = pin('2468')) => {
  const confirmation = await confirm(evidence, purpose, person);
  if (confirmation.kind === 'refused') throw new Error(confirmation.reason);
  return confirmation.proof;
};

describe('a proof', () => {
  it('is good for one person, one purpose, one time and one minute', async () => {
    const claim = { userId: 'alice', purpose: 'approve a1', nowMs: clock.now() } as const;
    const proof = await proofFor('approve a1');
    for (const other of [
      { ...claim, userId: 'bob' },
      { ...claim, purpose: 'approve a2' as const },
      { ...claim, nowMs: clock.now() + proofMs },
    ])
      expect(() => StepUpProof.spend(proof, other)).toThrow(
        expect.objectContaining({ code: 'step-up.not-proved' }),
      );
    expect(StepUpProof.spend(proof, claim)).toBe('pin');
    expect(() => StepUpProof.spend(proof, claim)).toThrow('The confirmation was used before.');
  });

  it('cannot be made of a likeness', () => {
    const likeness = { userId: 'alice', method: 'pin', purpose: 'release-stop', expiresAtMs: 9e15 };
    expect(() =>
      StepUpProof.spend(likeness, { userId: 'alice', purpose: 'release-stop', nowMs: clock.now() }),
    ).toThrow(expect.objectContaining({ code: 'step-up.not-proved' }));
  });
});

describe('wrong codes', () => {
  it('lock out after five, the right code included, and for twice as long after each further one', async () => {
    for (const triesLeft of [4, 3, 2])
      expect(await confirm(pin('1111'))).toMatchObject({
        reason: `That PIN is wrong. ${triesLeft} tries are left.`,
      });
    expect(await confirm(pin('1111'))).toMatchObject({ reason: 'That PIN is wrong. One try is left.' });
    expect(await confirm(pin('1111'))).toMatchObject({
      code: 'step-up-locked',
      reason: 'Too many wrong codes. Try again in 5 minutes.',
    });
    expect(await confirm(pin('2468'))).toMatchObject({ code: 'step-up-locked' });
    await clock.advance(5 * minute);
    expect(await confirm(pin('1111'))).toMatchObject({
      reason: 'Too many wrong codes. Try again in 10 minutes.',
    });
    await clock.advance(10 * minute);
    expect((await confirm(pin('2468'))).kind).toBe('confirmed');
    expect(await confirm(pin('1111'))).toMatchObject({ reason: 'That PIN is wrong. 4 tries are left.' });
  });

  it('are looked at five times when a hundred arrive at the same moment', async () => {
    const guesses = Array.from({ length: 100 }, (_, index) =>
      pin(String(index === 99 ? 2468 : 1000 + index)),
    );
    const answers = await Promise.all(guesses.map((guess) => confirm(guess)));
    expect(answers.filter((answer) => answer.kind === 'confirmed')).toEqual([]);
    expect(answers.filter((answer) => 'code' in answer && answer.code === 'step-up-wrong')).toHaveLength(4);
    expect(stepUp.factors('alice').lockedUntilMs).toBe(clock.now() + 5 * minute);
    expect(security).toHaveLength(100);
  });

  it('count over restarts and over kinds of codes, and for nobody else', async () => {
    const { uri } = stepUp.enrolment.enrolAtMachine(alice);
    stepUp.enrolment.enrolAtMachine(bob);
    for (const guess of [pin('1'), totp('000000'), pin('2'), totp('111111')]) {
      await confirm(guess);
      restart();
    }
    await confirm(pin('3'));
    restart();
    expect(await confirm(totp(codeOf(uri)))).toMatchObject({ code: 'step-up-locked' });
    expect(await confirm(totp('000000'), 'release-stop', bob)).toMatchObject({ code: 'step-up-wrong' });
  });

  it('are counted before they are looked at, so that a kill in between gives none back', async () => {
    const { set } = keyValue;
    const stored: string[] = [];
    keyValue.set = (key, value) => {
      set(key, value);
      stored.push(JSON.stringify(value));
    };
    await confirm(pin('2468'));
    expect(stored).toEqual(['{"wrong":1,"lockedUntilMs":0}']);
    expect(keyValue.keys('step-up/wrong/')).toEqual([]);
  });

  it('stand in the security log, without the code', async () => {
    await confirm(pin('9753'), 'approve a1');
    expect(security).toEqual([
      {
        message: 'A step-up was refused.',
        fields: { user: 'alice', purpose: 'approve a1', method: 'pin', code: 'step-up-wrong' },
      },
    ]);
  });
});

describe('an authenticator app', () => {
  it('gives codes that are good once, over restarts, and no older one after it', async () => {
    const { uri } = stepUp.enrolment.enrolAtMachine(alice);
    const before = codeOf(uri, clock.now() - 30_000);
    const code = codeOf(uri);
    expect((await confirm(totp(code))).kind).toBe('confirmed');
    restart();
    expect(await confirm(totp(code))).toMatchObject({ code: 'step-up-wrong' });
    expect(await confirm(totp(before))).toMatchObject({ code: 'step-up-wrong' });
    await clock.advance(30_000);
    expect((await confirm(totp(codeOf(uri)))).kind).toBe('confirmed');
  });

  it('gives a code to one of a hundred that send it at the same moment', async () => {
    const code = totp(codeOf(stepUp.enrolment.enrolAtMachine(alice).uri));
    const answers = await Promise.all(Array.from({ length: 100 }, () => confirm(code)));
    expect(answers.filter((answer) => answer.kind === 'confirmed')).toHaveLength(1);
  });

  it('may be half a minute slow or fast, and no more', async () => {
    const { uri } = stepUp.enrolment.enrolAtMachine(alice);
    const takes = async (offsetMs: number) => (await confirm(totp(codeOf(uri, clock.now() + offsetMs)))).kind;
    expect(await takes(-60_000)).toBe('refused');
    expect(await takes(60_000)).toBe('refused');
    expect(await takes(-30_000)).toBe('confirmed');
    expect(await takes(30_000)).toBe('confirmed');
  });

  it('is enrolled in the panel only after another factor, and only once its first code was right', async () => {
    const proof = await proofFor('change-factors');
    const { uri, key } = stepUp.enrolment.beginTotp(alice, proof);
    expect(uri).toMatch(/^otpauth:\/\/totp\/Homelab%20Steward:Alice\?.*secret=[A-Z2-7]{32}/);
    expect(key).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
    expect(() => stepUp.enrolment.beginTotp(alice, proof)).toThrow('The confirmation was used before.');
    expect(await confirm(totp(codeOf(uri)))).toMatchObject({ code: 'step-up-missing' });
    expect(stepUp.enrolment.confirmTotp(alice, '000000')).toBe(false);
    expect(stepUp.enrolment.confirmTotp(bob, codeOf(uri))).toBe(false);
    const code = codeOf(uri);
    expect(stepUp.enrolment.confirmTotp(alice, code)).toBe(true);
    expect(stepUp.factors('alice')).toMatchObject({ pin: true, totp: true });
    expect(await confirm(totp(code))).toMatchObject({ code: 'step-up-wrong' });
    const other = await proofFor('release-stop');
    expect(() => stepUp.enrolment.removeTotp(alice, other)).toThrow(
      'The confirmation was given for something else.',
    );
    stepUp.enrolment.removeTotp(alice, await proofFor('change-factors'));
    expect(stepUp.factors('alice').totp).toBe(false);
  });

  it('takes its first code within ten minutes', async () => {
    const { uri } = stepUp.enrolment.beginTotp(alice, await proofFor('change-factors'));
    await clock.advance(10 * minute);
    expect(stepUp.enrolment.confirmTotp(alice, codeOf(uri))).toBe(false);
  });

  it('leaves no secret in the records: the key lies in a file of its own that only Steward reads', async () => {
    const { key } = stepUp.enrolment.enrolAtMachine(alice);
    const secret = key.replaceAll(' ', '');
    const records = JSON.stringify(keyValue.keys('').map((each) => keyValue.get(each)));
    expect(records).not.toContain(secret);
    const file = join(folder, secretKeyFileName);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(records).not.toContain(readFileSync(file, 'utf8').trim());
    // Somebody who can write the records cannot give Bob’s account the secret of Alice.
    keyValue.set('step-up/totp/bob', keyValue.get('step-up/totp/alice') ?? null);
    await expect(confirm(totp('123456'), 'release-stop', bob)).rejects.toMatchObject({
      code: 'step-up.secret-unreadable',
    });
  });
});

describe('a passkey', () => {
  const authenticator = () => createSoftwareAuthenticator(site.id, site.origin);

  const enrol = async () => {
    const key = authenticator();
    const options = await stepUp.enrolment.beginPasskey(alice, site.origin, await proofFor('change-factors'));
    expect(await stepUp.enrolment.addPasskey(alice, 'Laptop', key.register(options.challenge))).toBe(true);
    return key;
  };
  const passkey = (response: Record<string, unknown>): StepUpEvidence => ({ method: 'passkey', response });

  it('confirms what its challenge was for, once', async () => {
    const key = await enrol();
    expect(stepUp.factors('alice').passkeys).toMatchObject([{ name: 'Laptop', site: 'home.example' }]);
    restart();
    const { challenge, allowCredentials } = await stepUp.challenge('alice', 'approve a1', site.origin);
    expect(allowCredentials).toHaveLength(1);
    const signed = passkey(key.sign(challenge));
    expect((await confirm(signed, 'approve a1')).kind).toBe('confirmed');
    expect((await confirm(signed, 'approve a1')).kind).toBe('refused');
  });

  it('is refused for another purpose, from another page, without the person’s touch, and too late', async () => {
    const key = await enrol();
    const fresh = async () => (await stepUp.challenge('alice', 'approve a1', site.origin)).challenge;
    const refused = async (response: Record<string, unknown>, purpose: StepUpPurpose = 'approve a1') =>
      expect((await confirm(passkey(response), purpose)).kind).toBe('refused');
    await refused(key.sign(await fresh()), 'approve a2');
    await refused(key.sign(await fresh(), { at: 'https://evil.example' }));
    await refused(key.sign(await fresh(), { flags: 0x01 }));
    await refused(authenticator().sign(await fresh()));
    const late = await fresh();
    await clock.advance(2 * minute);
    await refused(key.sign(late));
    expect((await confirm(passkey(key.sign(await fresh())), 'approve a1')).kind).toBe('confirmed');
  });

  it('is offered at Home Assistant’s own addresses alone, whatever a page says of itself', async () => {
    const proof = await proofFor('change-factors');
    await expect(stepUp.enrolment.beginPasskey(alice, 'https://evil.example', proof)).rejects.toMatchObject({
      code: 'step-up.no-passkeys-here',
    });
    await expect(stepUp.challenge('alice', 'release-stop', site.origin)).rejects.toThrow(
      'You have no passkey',
    );
  });

  it('still works while wrong codes are locked out, because nobody can guess it', async () => {
    const key = await enrol();
    for (let guess = 0; guess < 5; guess += 1) await confirm(pin('1'));
    const { challenge } = await stepUp.challenge('alice', 'release-stop', site.origin);
    expect((await confirm(passkey(key.sign(challenge)))).kind).toBe('confirmed');
  });

  it('is worth nothing once it is removed', async () => {
    const key = await enrol();
    const [kept] = stepUp.factors('alice').passkeys;
    const { challenge } = await stepUp.challenge('alice', 'release-stop', site.origin);
    stepUp.enrolment.removePasskey(alice, kept?.id ?? '', await proofFor('change-factors'));
    expect((await confirm(passkey(key.sign(challenge)))).kind).toBe('refused');
  });
});

it('says what is missing to a person without a PIN and without an app', async () => {
  expect(await confirm(pin('2468'), 'release-stop', bob)).toMatchObject({ code: 'step-up-missing' });
  expect(await confirm(totp('123456'), 'release-stop', bob)).toMatchObject({ code: 'step-up-missing' });
});

it('takes nothing from a person who is not an approver (any more)', async () => {
  const carol = { userId: 'carol', name: 'Carol', isAdmin: true };
  const { uri } = stepUp.enrolment.enrolAtMachine(carol);
  expect(await confirm(totp(codeOf(uri)), 'release-stop', carol)).toMatchObject({ code: 'not-an-approver' });
});
