import { describe, expect, it } from 'vitest';
import type { Approval } from '../../../src/core/approval.ts';
import { createChannel } from '../../../src/core/events.ts';
import type { InventoryObject } from '../../../src/core/inventory.ts';
import { silentLog } from '../../../src/core/log.ts';
import type { Run } from '../../../src/core/run.ts';
import { createEntityPublisher } from '../../../src/homeassistant/entities/entity-publisher.ts';
import { type ToIntegration, toIntegration } from '../../../src/homeassistant/protocol/to-integration.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeInventory, guest, inventoryOf, node } from '../../support/inventory.ts';
import { sampleApproval } from '../../support/records.ts';
import { sampleRun } from './sample-run.ts';

const setUp = () => {
  const clock = createFakeClock();
  const still = node('still-fawn');
  const withCpu = (cpu: number, ...more: InventoryObject[]) =>
    inventoryOf([still, guest(101, 'paperless-ngx', clock.now(), { cpu }), ...more], clock.now());
  const inventory = createFakeInventory(withCpu(0.1));
  const approvalsById = new Map<string, Approval>();
  const runsById = new Map<string, Run>();
  const fail = (thrown: unknown) => {
    throw thrown;
  };
  const approvalChanges = createChannel<Approval>(fail);
  const runChanges = createChannel<Run>(fail);
  const errors: string[] = [];
  const publisher = createEntityPublisher({
    inventory,
    approvals: {
      list: ({ states }) => [...approvalsById.values()].filter(({ state }) => states.includes(state)),
      onChange: approvalChanges.on,
    },
    runs: { list: () => [...runsById.values()], onChange: runChanges.on },
    stewardVersion: '1.2.3',
    clock,
    log: { ...silentLog, error: (message) => errors.push(message) },
  });
  const sent: ToIntegration[] = [];
  return {
    clock,
    publisher,
    sent,
    errors,
    attach: () => publisher.attach((message) => sent.push(toIntegration.parse(message))),
    /** What was sent since it was asked last. */
    news: () => sent.splice(0),
    setCpu: (cpu: number, ...more: InventoryObject[]) => inventory.set(withCpu(cpu, ...more)),
    setApproval: (approval: Approval) => {
      approvalsById.set(approval.id, approval);
      approvalChanges.emit(approval);
    },
    setRun: (run: Run) => {
      runsById.set(run.id, run);
      runChanges.emit(run);
    },
  };
};

const eventsOf = (messages: readonly ToIntegration[]) =>
  messages.flatMap((message) => (message.type === 'event' ? [message] : []));
const statesOf = (messages: readonly ToIntegration[]) =>
  Object.assign({}, ...messages.flatMap((message) => (message.type === 'entities' ? [message.states] : [])));

describe('the publisher of entities', () => {
  it('sends everything at once, and then nothing while nothing changes', async () => {
    const { attach, news, setCpu, clock } = setUp();
    attach();
    expect(news()).toMatchObject([{ type: 'entities', isFull: true }]);
    setCpu(0.1001);
    await clock.advance(10_000);
    expect(news()).toEqual([]);
  });

  it('sends what changed in at most one message per 250 ms, with the newest values', async () => {
    const { attach, news, setCpu, clock } = setUp();
    attach();
    news();
    for (let step = 1; step <= 20; step += 1) {
      setCpu(0.2 + step / 100);
      await clock.advance(50);
    }
    await clock.advance(250);
    const messages = news();
    expect(messages).toHaveLength(4);
    expect(statesOf(messages)).toMatchObject({ 'proxmox:home/guest/101/cpu': { value: 40 } });
  });

  it('sends a change at once when the last message is long ago', async () => {
    const { attach, news, setCpu, clock } = setUp();
    attach();
    await clock.advance(1_000);
    news();
    setCpu(0.9);
    await clock.advance(0);
    expect(news()).toHaveLength(1);
  });

  it('counts approvals and runs as they come and go', async () => {
    const { attach, news, setApproval, setRun, clock } = setUp();
    setApproval(sampleApproval('a'));
    attach();
    expect(statesOf(news())).toMatchObject({ 'steward/waiting_approvals': { value: 1 } });
    setApproval(sampleApproval('a', { state: 'consumed' }));
    setRun(sampleRun('r', { approvalId: 'a' }));
    await clock.advance(250);
    expect(statesOf(news())).toEqual({
      'steward/waiting_approvals': { value: 0, isAvailable: true, attributes: {} },
      'steward/running_runs': { value: 1, isAvailable: true, attributes: {} },
    });
  });

  it('says nothing when only the progress of a run moves', async () => {
    const { attach, news, setRun, clock } = setUp();
    setRun(sampleRun('r'));
    attach();
    news();
    setRun(sampleRun('r', { progressPercent: 50 }));
    await clock.advance(1_000);
    expect(news()).toEqual([]);
  });

  it.each(['succeeded', 'failed', 'unknown', 'invalidated', 'cancelled'] as const)(
    'tells once that a run ended as %s',
    async (state) => {
      const { attach, news, setRun, setApproval, clock } = setUp();
      attach();
      setApproval(sampleApproval('a', { state: 'approved' }));
      setApproval(sampleApproval('a', { state: 'consumed' }));
      setRun(sampleRun('r', { approvalId: 'a' }));
      setRun(sampleRun('r', { approvalId: 'a', state, result: 'It is done.', issue: 7 }));
      setRun(sampleRun('r', { approvalId: 'a', state, result: 'It is done.', issue: 7 }));
      await clock.advance(1_000);
      expect(eventsOf(news())).toEqual([
        {
          type: 'event',
          entityKey: 'steward/run_result',
          eventType: state,
          attributes: {
            title: 'Restart paperless-ngx',
            workflow: 'restart-guest',
            result: 'It is done.',
            approval_id: 'a',
            run_id: 'r',
            issue: 7,
          },
        },
      ]);
    },
  );

  it.each(['denied', 'expired', 'cancelled', 'invalidated'] as const)(
    'tells once that a request was %s',
    async (state) => {
      const { attach, news, setApproval, clock } = setUp();
      setApproval(sampleApproval('a'));
      attach();
      setApproval(sampleApproval('a', { state, endedBecause: 'So it was decided.' }));
      setApproval(sampleApproval('a', { state, endedBecause: 'So it was decided.', issue: 7 }));
      await clock.advance(1_000);
      expect(eventsOf(news())).toMatchObject([
        { eventType: state, attributes: { result: 'So it was decided.', approval_id: 'a', run_id: null } },
      ]);
    },
  );

  it('never tells after a reconnection what ended before it', async () => {
    const { attach, news, setApproval, setRun, publisher, clock } = setUp();
    attach();
    setRun(sampleRun('told'));
    setRun(sampleRun('told', { state: 'succeeded' }));
    setRun(sampleRun('missed'));
    publisher.detach();
    setRun(sampleRun('missed', { state: 'failed' }));
    setApproval(sampleApproval('missed', { state: 'denied' }));
    news();
    attach();
    setRun(sampleRun('told', { state: 'succeeded', issue: 1 }));
    setApproval(sampleApproval('missed', { state: 'denied', issue: 1 }));
    await clock.advance(1_000);
    expect(eventsOf(news())).toEqual([]);
  });

  it('does nothing while detached, and sends everything anew when attached again', async () => {
    const { attach, news, setCpu, publisher, clock } = setUp();
    attach();
    news();
    setCpu(0.5);
    publisher.detach();
    setCpu(0.7, guest(102, 'grafana', 0));
    await clock.advance(10_000);
    expect(news()).toEqual([]);
    expect(clock.pending).toBe(0);
    attach();
    const [message] = news();
    expect(message).toMatchObject({ type: 'entities', isFull: true });
    expect(statesOf([message as ToIntegration])).toMatchObject({
      'proxmox:home/guest/101/cpu': { value: 70 },
      'proxmox:home/guest/102/status': { value: 'running' },
    });
  });

  it('speaks on the newest connection only', async () => {
    const { attach, news, setCpu, publisher, clock } = setUp();
    const old: ToIntegration[] = [];
    publisher.attach((message) => old.push(message));
    attach();
    news();
    setCpu(0.9);
    await clock.advance(1_000);
    expect(old).toHaveLength(1);
    expect(news()).toHaveLength(1);
  });

  it('sends again what could not be sent, and says so in the log', async () => {
    const { publisher, setCpu, clock, errors } = setUp();
    const sent: ToIntegration[] = [];
    let isBroken = true;
    publisher.attach((message) => {
      if (isBroken) throw new Error('The socket is closed.');
      sent.push(message);
    });
    expect(errors).toEqual(['The entities could not be sent to Home Assistant.']);
    isBroken = false;
    setCpu(0.9);
    await clock.advance(250);
    expect(sent).toMatchObject([{ isFull: true }]);
  });
});
