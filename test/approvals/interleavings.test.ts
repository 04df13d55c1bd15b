import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { it } from 'vitest';
import type { Approval } from '../../src/core/approval.ts';
import { Grant } from '../../src/core/grant.ts';
import { silentLog } from '../../src/core/log.ts';
import type { Effect } from '../../src/core/plan.ts';
import { createTexts } from '../../src/core/texts/texts.ts';
import { actionIdOf } from '../../src/homeassistant/phones/action-id.ts';
import { createAnswerTaker } from '../../src/homeassistant/phones/answer-taker.ts';
import { tapEventType } from '../../src/homeassistant/phones/judge-tap.ts';
import { createCountedIds } from '../support/counted-ids.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import {
  approversNamed,
  asks,
  beginApprovals,
  openMemoryStore,
  planOf,
  rule,
  taken,
  tapOf,
  unknownSpeaker,
} from './support.ts';
import { createSynchronousClock } from './synchronous-clock.ts';

/*
 * Whatever happens to one request, in whatever order: its records tell of one decision at most, its approval is consumed
 * once at most, and only when enough people had approved it, in time, while nothing was stopped. What the engine does is
 * held, step by step, against a model of a few lines.
 */

const minute = 60_000;
const expiryMs = 60 * minute;
const approvers = approversNamed('alice', 'bob', 'carol');
const people = ['alice', 'bob', 'carol', 'mallory'] as const;
/** Alice has two phones. */
const phones = [
  { service: 'mobile_app_pixel', userId: 'alice' },
  { service: 'mobile_app_tablet', userId: 'alice' },
  { service: 'mobile_app_bob', userId: 'bob' },
  { service: 'mobile_app_carol', userId: 'carol' },
] as const;

const aPhone = fc.nat(phones.length - 1);
const anAnswer = fc.constantFrom('approve' as const, 'approve' as const, 'deny' as const);

const anEvent = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('tap' as const), phone: aPhone, answer: anAnswer }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('two-taps' as const),
      first: aPhone,
      second: aPhone,
      answers: fc.tuple(anAnswer, anAnswer),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('panel' as const),
      userId: fc.constantFrom(...people),
      answer: anAnswer,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('forged' as const), phone: aPhone, answer: anAnswer }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.nat(25) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('sleep' as const), minutes: fc.constantFrom(5, 30, 70) }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('run' as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('stop' as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('release' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('present' as const) }) },
);

const aRequest = fc.record({
  approvals: fc.constantFrom(1, 2, 2),
  excludesRequester: fc.boolean(),
  isRequesterKnown: fc.boolean(),
});

type State = 'waiting' | 'approved' | 'over' | 'running';

/** The states of one request, in order: waits, is settled once at most, and begins once at most. */
const onlyWays =
  /^requested(,requested|,presented)*(,denied|,expired|,cancelled|,approved(,consumed|,expired|,cancelled)?)?$/;

const clock = createSynchronousClock(Date.UTC(2026, 10, 23, 9));
/** Cheaper than an assertion of the test runner, of which this would make half a million. */
const must = (isSo: boolean, what: string): void => {
  if (!isSo) throw new Error(`Not so: ${what}.`);
};

const covers = (grant: Grant, effect: Effect | null | undefined): boolean => {
  try {
    Grant.assertCovers(grant, effect ?? { ref: '', action: '', parameters: {} });
    return true;
  } catch {
    return false;
  }
};

const runsForEachStore = 50;
let runs = 0;
let store = openMemoryStore();
const stopFile = join(temporaryFolder(), 'STOP');
const ids = createCountedIds();
const texts = createTexts('en');

it('two thousand interleavings never come to two decisions, nor to a run without a valid approval', () => {
  fc.assert(
    fc.property(aRequest, fc.array(anEvent, { minLength: 3, maxLength: 18 }), (request, events) => {
      // A request is looked at among those before it, and it costs time to look through many.
      if (runs++ % runsForEachStore === 0) store = openMemoryStore();
      const rules = [rule({ approvals: request.approvals, excludesRequester: request.excludesRequester })];
      const begin = () => beginApprovals({ store, clock, stopFile, approvers, rules, isPolling: false });
      let life = begin();
      const beginTaker = () =>
        createAnswerTaker({
          homeAssistant: {
            callService: async () => {},
            onEvent: () => () => {},
            onState: () => () => {},
            state: () => ({ kind: 'connected' as const }),
          } as never,
          desk: life.approvals,
          runs: { get: () => undefined, onChange: () => () => {} },
          nonces: store.approvals,
          keyValue: store.keyValue,
          directory: () => ({ isKnown: true, people: [], phones: [] }),
          approvers: () => approvers,
          detailsUri: () => '/',
          ids,
          clock,
          log: silentLog,
          texts,
        });
      let taker = beginTaker();

      const requester = request.isRequesterKnown ? asks('alice') : unknownSpeaker;
      const approval: Approval = taken(
        life.approvals.request({ plan: planOf('disruptive'), requester, requestText: 'restart it' }),
      );
      const nonceOf = new Map<string, string>();
      for (const [index, { service, userId }] of phones.entries())
        for (const answer of ['approve', 'deny'] as const) {
          const nonce = ids.nonce();
          nonceOf.set(`${index} ${answer}`, nonce);
          const { id: approvalId, expiresAtMs } = approval;
          taker.give({ nonce, approvalId, answer, userId, notifyService: service, expiresAtMs });
        }

      // The model.
      const { excludesRequester, isRequesterKnown } = request;
      const needed = request.approvals + (excludesRequester && !isRequesterKnown ? 1 : 0);
      const isExcluded = (userId: string) => excludesRequester && isRequesterKnown && userId === 'alice';
      let state: State = 'waiting';
      const is = (wanted: State) => state === wanted;
      let isStopped = false;
      const yes = new Set<string>();
      /** What is approved ends when the file is noticed; nobody polls here, so that each place has to look itself. */
      const notice = () => {
        if (isStopped && state === 'approved') state = 'over';
      };
      const look = () => {
        if ((state === 'waiting' || state === 'approved') && clock.now() >= approval.expiresAtMs)
          state = 'over';
      };
      const model = (userId: string, answer: 'approve' | 'deny') => {
        look();
        if (state !== 'waiting' || userId === 'mallory') return;
        if (answer === 'deny') state = 'over';
        else if (!isStopped && !isExcluded(userId)) {
          yes.add(userId);
          if (yes.size >= needed) state = 'approved';
        }
      };

      const tap = (phone: number, answer: 'approve' | 'deny', userId = phones[phone]?.userId ?? '') =>
        taker.take({
          event_type: tapEventType,
          data: { action: actionIdOf(answer, nonceOf.get(`${phone} ${answer}`) ?? '') },
          origin: 'REMOTE',
          time_fired: '',
          context: { id: 'c', parent_id: null, user_id: userId },
        });
      const grants: Grant[] = [];
      let consumed = 0;

      for (const event of events) {
        switch (event.kind) {
          case 'tap':
            tap(event.phone, event.answer);
            model(phones[event.phone]?.userId ?? '', event.answer);
            break;
          case 'two-taps':
            tap(event.first, event.answers[0]);
            tap(event.second, event.answers[1]);
            model(phones[event.first]?.userId ?? '', event.answers[0]);
            model(phones[event.second]?.userId ?? '', event.answers[1]);
            break;
          case 'forged':
            tap(event.phone, event.answer, 'mallory');
            break;
          case 'panel':
            life.approvals[event.answer](approval.id, {
              ...tapOf(approval, event.userId),
              channel: 'panel',
              device: 'panel',
            });
            model(event.userId, event.answer);
            break;
          case 'wait':
            clock.advance(event.minutes * minute);
            break;
          case 'sleep':
            clock.sleep(event.minutes * minute);
            break;
          case 'present':
            life.approvals.markPresented(approval.id);
            break;
          case 'cancel':
            life.approvals.cancel(approval.id, requester);
            if (is('waiting') || is('approved')) state = 'over';
            break;
          case 'restart':
            life.stop();
            life = begin();
            taker = beginTaker();
            clock.advance(0);
            look();
            notice();
            break;
          case 'stop':
            writeFileSync(stopFile, 'enough\n');
            isStopped = true;
            break;
          case 'release':
            rmSync(stopFile, { force: true });
            isStopped = false;
            break;
          case 'run': {
            look();
            notice();
            const runId = ids.recordId('run', clock.now());
            const begun = life.approvals.consume(approval.id, runId);
            must((begun !== undefined) === is('approved'), 'it begins when it is approved, and only then');
            if (begun === undefined) break;
            state = 'running';
            consumed += 1;
            grants.push(begun.grant);
            break;
          }
        }
        look();
        const record = life.approvals.get(approval.id);
        const ways = store.approvals.events(approval.id).map((each) => each.state);
        must(onlyWays.test(ways.join()), `its states were ${ways.join()}`);
        must(
          ways.filter((way) => way === 'consumed').length === consumed && consumed <= 1,
          'it was consumed once',
        );
        if (record?.state === 'approved' || record?.state === 'consumed')
          must(
            yes.size >= needed && record.decisions?.map(({ userId }) => userId).join() === [...yes].join(),
            `enough people approved it: ${[...yes].join()}`,
          );
        must(!is('approved') || record?.state === 'approved', 'what is approved stays approved');
        for (const grant of grants)
          must(
            covers(grant, approval.plan.steps[0]?.effect) === !isStopped,
            'a write is possible while nothing is stopped, and only then',
          );
      }

      rmSync(stopFile, { force: true });
      clock.sleep(expiryMs);
      clock.advance(expiryMs);
      life.approvals.deny(approval.id, tapOf(approval, 'bob'));
      life.stop();
      must(
        store.approvals.list({ states: ['requested', 'presented', 'approved'] }).length === 0,
        'nothing is left waiting',
      );
    }),
    { numRuns: 2_000, seed: 20_261_123 },
  );
});
