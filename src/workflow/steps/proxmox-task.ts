import { delay } from '../../core/clock.ts';
import { asStewardError, StewardError } from '../../core/errors.ts';
import type { Grant } from '../../core/grant.ts';
import type { Json } from '../../core/json.ts';
import type { ChangeStep, Compensation, Effect, ObservedState, PlanStep } from '../../core/plan.ts';
import type { GuestObservation, Proxmox } from '../../core/proxmox.ts';
import type { Settlement, StepContext, StepHandler, Verification } from '../../core/step.ts';
import {
  type GuestActionFields,
  type GuestCompensation,
  guestActionFields,
  guestFacts,
  isEffectThere,
  planGuestAction,
  predictedGuest,
} from './guest-actions.ts';
import { settledStatement, verifyGuestAction } from './verify-guest-action.ts';

/** Timing of {@link createProxmoxTask}. Milliseconds. */
export interface ProxmoxTaskTiming {
  /** Between two looks at a guest that should come up (or down). Default 2 s. */
  readonly verifyIntervalMs: number;
  /** How long a guest may take, after its task, until it shows the wanted state. Default 90 s. */
  readonly verifyLimitMs: number;
  /** Between two looks at the task list after a lost reply. Default 2 s. */
  readonly settleIntervalMs: number;
  /** Looks at the task list that must all show nothing before a lost write is taken as absent. Default 5. */
  readonly settleLooks: number;
  /** How long a task may run until its outcome is called unknown. Default 15 min. */
  readonly taskLimitMs: number;
}

/** The defaults, as documented at each field. */
export const defaultProxmoxTaskTiming: ProxmoxTaskTiming = {
  verifyIntervalMs: 2_000,
  verifyLimitMs: 90_000,
  settleIntervalMs: 2_000,
  settleLooks: 5,
  taskLimitMs: 15 * 60_000,
};

interface Baseline {
  readonly status: string;
  readonly uptimeSeconds: number;
  readonly knownTasks: readonly string[];
  readonly atMs: number;
}

const baselineOf = (json: Json): Baseline => json as unknown as Baseline;

const state = (guest: GuestObservation, effect: Effect): ObservedState => ({
  ref: guest.ref,
  name: guest.name,
  facts: guestFacts(guest, effect),
});

const compensationOn = (ref: string, compensation: GuestCompensation | null): Compensation | null => {
  if (compensation === null) return null;
  const { action, parameters, ...rest } = compensation;
  return { ...rest, effect: { ref, action, parameters } };
};

/**
 * The step type `proxmox-task`: one change to one Proxmox guest. A restart is told from an earlier one by the tasks
 * that Proxmox listed before it was sent, so that no clock has to be trusted.
 */
export const createProxmoxTask = (deps: {
  /** The connection that an object belongs to. Throws `proxmox.unknown-system`. */
  readonly proxmoxOf: (ref: string) => Proxmox;
  /** The ref of a guest as a workflow file names it. Default: what is named is the ref. Throws `plan.unknown-guest`. */
  readonly guestRef?: (given: string) => string;
  /** Durations of past verified steps with this action, newest first. Milliseconds. */
  readonly pastDurations: (action: string) => readonly number[];
  readonly timing?: ProxmoxTaskTiming;
}): StepHandler => {
  const timing = deps.timing ?? defaultProxmoxTaskTiming;

  const newTask = async (step: ChangeStep, baseline: Baseline, signal: AbortSignal) => {
    const { reader } = deps.proxmoxOf(step.effect.ref);
    const types = reader.taskTypesOf(step.effect.action);
    const tasks = await reader.guestTasks(step.effect.ref, signal);
    return tasks.find(
      (task) =>
        types.includes(task.type) && task.user === reader.actsAs && !baseline.knownTasks.includes(task.upid),
    );
  };

  return {
    type: 'proxmox-task',
    fields: guestActionFields,

    needs: () => ['proxmox'],

    plan: async (template, planning) => {
      const given = template.fields as GuestActionFields;
      const fields = { ...given, guest: deps.guestRef?.(given.guest) ?? given.guest };
      const guest = await deps.proxmoxOf(fields.guest).reader.observeGuest(fields.guest);
      const action = planGuestAction(fields, predictedGuest(guest, planning.predicted(guest.ref)));
      if (action.obstacle !== undefined)
        throw new StewardError(action.obstacle, { code: 'plan.obstacle', kind: 'terminal' });
      const past = [...deps.pastDurations(fields.action)].sort((a, b) => a - b);
      const median = past[Math.floor(past.length / 2)];
      const effect: Effect = { ref: guest.ref, action: fields.action, parameters: action.parameters };
      const step: PlanStep = {
        id: template.name,
        type: template.type,
        title: action.title,
        dependsOn: template.dependencies,
        kind: 'change',
        fields: fields as unknown as { readonly [field: string]: Json },
        effect,
        compensation: compensationOn(guest.ref, action.compensation),
        condition: null,
        differences: action.differences.map((difference) => ({
          ...difference,
          ref: guest.ref,
          name: guest.name,
        })),
        interruption: action.interruption,
        undo: action.undo,
        risk: action.risk,
        riskReasons: action.riskReasons,
        expectedDurationMs: median ?? action.expectedDurationMs,
        pastRuns: past.length,
        timeoutMs: null,
        retry: null,
      };
      return [
        {
          step,
          observed: [state(guest, effect)],
          affected: action.interruption === null ? [] : [`everybody who uses ${guest.name}`],
          ...(action.alreadySo === undefined ? {} : { alreadySo: action.alreadySo }),
        },
      ];
    },

    change: {
      observe: async (step, context) => {
        const { reader } = deps.proxmoxOf(step.effect.ref);
        const [guest, tasks] = await Promise.all([
          reader.observeGuest(step.effect.ref, context.signal),
          reader.guestTasks(step.effect.ref, context.signal),
        ]);
        const baseline: Baseline = {
          status: guest.status,
          uptimeSeconds: guest.uptimeSeconds,
          knownTasks: tasks.map((task) => task.upid),
          atMs: context.clock.now(),
        };
        return {
          observed: [state(guest, step.effect)],
          isDone: isEffectThere(guest, step.effect),
          baseline: { ...baseline, knownTasks: [...baseline.knownTasks] },
        };
      },

      apply: async (step, grant: Grant): Promise<Json> => ({
        upid: await deps.proxmoxOf(step.effect.ref).openWriter(grant).startTask(step.effect),
      }),

      settle: async (step, baselineJson, context: StepContext): Promise<Settlement> => {
        let lastError: StewardError | undefined;
        for (let look = 0; look < timing.settleLooks; look += 1) {
          if (look > 0) await delay(context.clock, timing.settleIntervalMs, context.signal);
          try {
            const task = await newTask(step, baselineOf(baselineJson), context.signal);
            if (task !== undefined) return { kind: 'applied', receipt: { upid: task.upid } };
            lastError = undefined;
          } catch (thrown) {
            lastError = asStewardError(thrown);
          }
        }
        return lastError === undefined ? { kind: 'absent' } : { kind: 'unknown', reason: lastError.message };
      },

      verify: async (step, baselineJson, receipt, context): Promise<Verification> => {
        const { reader } = deps.proxmoxOf(step.effect.ref);
        const upid = (receipt as { upid?: string }).upid;
        if (upid !== undefined) {
          const outcome = await reader.waitForTask(upid, {
            timeoutMs: timing.taskLimitMs,
            onProgress: (line) => context.progress(line),
            signal: context.signal,
          });
          if (outcome.kind === 'failed') return { kind: 'failed', reason: `Proxmox says: ${outcome.reason}` };
          if (outcome.kind === 'unknown') return { kind: 'inconclusive', reason: outcome.reason };
          if (outcome.warnings > 0) context.progress(`The task ended with ${outcome.warnings} warnings.`);
        }
        const deadlineMs = context.clock.now() + timing.verifyLimitMs;
        let seen = 'nothing could be read';
        let readError: StewardError | undefined;
        do {
          try {
            const guest = await reader.observeGuest(step.effect.ref, context.signal);
            const elapsedSeconds = (context.clock.now() - baselineOf(baselineJson).atMs) / 1000;
            const verdict = verifyGuestAction(step.effect, baselineOf(baselineJson), guest, elapsedSeconds);
            if (verdict.isThere)
              return {
                kind: 'verified',
                statement: settledStatement(step.effect, guest),
                evidence: { status: guest.status, uptimeSeconds: guest.uptimeSeconds, upid: upid ?? null },
              };
            seen = verdict.seen;
            readError = undefined;
          } catch (thrown) {
            readError = asStewardError(thrown);
          }
          if (!(await delay(context.clock, timing.verifyIntervalMs, context.signal))) break;
        } while (context.clock.now() < deadlineMs);
        if (context.signal.aborted)
          throw new StewardError('Interrupted.', { code: 'run.interrupted', kind: 'retry' });
        return readError === undefined
          ? { kind: 'failed', reason: `The task ended, but ${seen}.` }
          : {
              kind: 'inconclusive',
              reason: `The task ended, but the result could not be read: ${readError.message}`,
            };
      },
    },
  };
};
