import { z } from 'zod';
import { delay } from '../../../core/clock.ts';
import { asStewardError, StewardError } from '../../../core/errors.ts';
import {
  type ChangingCommand,
  type ChangingCommands,
  changing,
  effectOf,
  type Host,
  type Hosts,
} from '../../../core/hosts.ts';
import type { Json } from '../../../core/json.ts';
import type { ChangeStep, Compensation, Effect, PlanStep } from '../../../core/plan.ts';
import type { ChangeHandler, PlannedStep, StepHandler, StepTemplate } from '../../../core/step.ts';
import { findHost, hostOf, poolOfCommand } from './find-host.ts';
import type { HostChange } from './host-change.ts';
import { zfsInherit, zfsSet } from './zfs-property.ts';
import { zpoolAdd } from './zpool-add.ts';
import { zpoolScrub, zpoolScrubStop } from './zpool-scrub.ts';

const changes: { readonly [Name in keyof ChangingCommands]: HostChange<Name> } = {
  'zpool.add': zpoolAdd,
  'zpool.scrub': zpoolScrub,
  'zpool.scrub-stop': zpoolScrubStop,
  'zfs.set': zfsSet,
  'zfs.inherit': zfsInherit,
};

/** What is looked at, and how often, after a lost reply and after a change. Milliseconds. */
const settleIntervalMs = 2_000;
const settleLooks = 5;
const verifyIntervalMs = 2_000;
const verifyLimitMs = 30_000;

/** A command line of the catalogue; one that holds an expression is looked at once that is filled in. */
export const commandText = (
  recognise: Hosts['recognise'],
  mustBe: 'reading' | 'changing',
  otherwise: string,
): z.ZodType<string> =>
  z
    .string()
    .min(1)
    .max(500)
    .check((context) => {
      if (context.value.includes('${')) return;
      const object = (message: string) =>
        void context.issues.push({ code: 'custom', input: context.value, message });
      try {
        if (recognise(context.value).kind !== mustBe) object(`"${context.value}" ${otherwise}`);
      } catch (thrown) {
        const { message, mend } = asStewardError(thrown);
        object(mend === undefined ? message : `${message} ${mend}`);
      }
    });

/** The fields of a `proxmox-task` step that runs commands on a host. */
export const hostCommandFields = (recognise: Hosts['recognise']) =>
  z.strictObject({
    host: z
      .string()
      .min(1)
      .optional()
      .describe('Name of the host, as in the option hosts. Left out: the host that has the pool.'),
    commands: z
      .array(
        commandText(
          recognise,
          'changing',
          'only reads. Put it under validation_commands of a system-check step.',
        ),
      )
      .min(1)
      .max(20)
      .describe('Changing commands of the catalogue, e.g. `zpool add tank nvme1n1`, in their order.'),
  });

type Fields = z.infer<ReturnType<typeof hostCommandFields>>;

/** What {@link createHostCommands} is given. */
export interface HostCommandsDeps {
  readonly hosts: Hosts;
  /** Durations of past verified steps with this action, newest first. Milliseconds. */
  readonly pastDurations: (action: string) => readonly number[];
}

/** The change behind an effect, with its checked parameters. */
const changeOf = (
  effect: Effect,
): { readonly change: HostChange; readonly parameters: ChangingCommands[keyof ChangingCommands] } => {
  if (!Object.hasOwn(changes, effect.action))
    throw new StewardError(`${effect.action} is not a change of a host.`, {
      code: 'host.unknown-command',
      kind: 'terminal',
    });
  return {
    change: changes[effect.action as keyof ChangingCommands] as HostChange,
    parameters: effect.parameters as unknown as ChangingCommands[keyof ChangingCommands],
  };
};

const median = (durations: readonly number[]): number | undefined =>
  [...durations].sort((a, b) => a - b)[Math.floor(durations.length / 2)];

const compensationOf = (
  host: Host,
  made: { readonly name: keyof ChangingCommands; readonly parameters: object; readonly title: string } | null,
): Compensation | null =>
  made === null
    ? null
    : {
        effect: effectOf(host.reader.system, changing(made.name, made.parameters as never)),
        title: `${made.title} on ${host.reader.name}`,
        interruption: null,
        risk: 'reversible',
        riskReasons: ['It puts back what was there before.'],
      };

/** Ids of the steps that one step of a file becomes: the last one keeps its name, for those that depend on it. */
const partIds = (name: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => (index === count - 1 ? name : `${name}.${index + 1}`));

/**
 * Commands on a host, as part of the step type `proxmox-task`: each line becomes a step with one effect of its own, and
 * they follow each other.
 */
export const createHostCommands = ({
  hosts,
  pastDurations,
}: HostCommandsDeps): Pick<StepHandler, 'plan' | 'fields'> & { readonly change: ChangeHandler } => {
  const planOne = async (
    template: StepTemplate,
    command: ChangingCommand,
    ids: { readonly id: string; readonly dependsOn: readonly string[] },
    planning: Parameters<StepHandler['plan']>[1],
  ): Promise<PlannedStep> => {
    const { host: name } = template.fields as Fields;
    const host = await findHost(hosts, { host: name, pool: poolOfCommand(command) }, planning.inventory);
    const { observed, affected, alreadySo, obstacle, compensation, ...said } = await (
      changes[command.name] as HostChange
    ).plan(command.parameters, host, planning);
    if (obstacle !== undefined && alreadySo === undefined)
      throw new StewardError(obstacle, { code: 'plan.obstacle', kind: 'terminal' });
    const past = pastDurations(command.name);
    const step: PlanStep = {
      ...said,
      ...ids,
      type: template.type,
      kind: 'change',
      fields: { host: host.reader.name, commands: [hosts.spell(command)] },
      effect: effectOf(host.reader.system, command),
      compensation: compensationOf(host, compensation),
      condition: null,
      expectedDurationMs: median(past) ?? said.expectedDurationMs,
      pastRuns: past.length,
      timeoutMs: null,
      retry: null,
    };
    return { step, observed, affected, ...(alreadySo === undefined ? {} : { alreadySo }) };
  };

  const observe = (step: ChangeStep, signal: AbortSignal) => {
    const { change, parameters } = changeOf(step.effect);
    return change.observe(parameters, hostOf(hosts, step.effect.ref), signal);
  };

  return {
    fields: hostCommandFields(hosts.recognise),

    plan: async (template, planning) => {
      const { commands } = template.fields as Fields;
      const ids = partIds(template.name, commands.length);
      const planned: PlannedStep[] = [];
      for (const [index, line] of commands.entries()) {
        const before = ids[index - 1];
        planned.push(
          await planOne(
            template,
            hosts.recognise(line) as ChangingCommand,
            {
              id: ids[index] ?? template.name,
              dependsOn: before === undefined ? template.dependencies : [before],
            },
            planning,
          ),
        );
      }
      // What depends on this step waits for its last part: that one may not be left out while another is to be done.
      return planned.every(({ alreadySo }) => alreadySo !== undefined)
        ? planned
        : planned.map(({ alreadySo: _alreadySo, ...kept }) => kept);
    },

    change: {
      observe: (step, { signal }) => observe(step, signal),

      apply: async (step, grant, context): Promise<Json> => {
        const { change, parameters } = changeOf(step.effect);
        const host = hostOf(hosts, step.effect.ref);
        await change.assertSafe?.(parameters, host, context);
        const { commandLine } = await host.openWriter(grant).run(step.effect);
        return { commandLine };
      },

      settle: async (step, _baseline, { clock, signal }) => {
        let reason: string | undefined;
        for (let looks = 0; looks < settleLooks; looks += 1) {
          if (looks > 0) await delay(clock, settleIntervalMs, signal);
          try {
            if ((await observe(step, signal)).isDone) return { kind: 'applied', receipt: {} };
            reason = undefined;
          } catch (thrown) {
            reason = asStewardError(thrown).message;
          }
        }
        return reason === undefined ? { kind: 'absent' } : { kind: 'unknown', reason };
      },

      verify: async (step, baseline, _receipt, { clock, signal }) => {
        const { change, parameters } = changeOf(step.effect);
        const host = hostOf(hosts, step.effect.ref);
        const deadlineMs = clock.now() + verifyLimitMs;
        for (;;) {
          const isLast = clock.now() >= deadlineMs;
          try {
            const verification = await change.verify(parameters, host, baseline, signal);
            if (verification.kind === 'verified' || isLast) return verification;
          } catch (thrown) {
            const { message } = asStewardError(thrown);
            if (isLast)
              return {
                kind: 'inconclusive',
                reason: `It was sent, but the result could not be read: ${message}`,
              };
          }
          if (!(await delay(clock, verifyIntervalMs, signal)))
            throw new StewardError('Interrupted.', { code: 'run.interrupted', kind: 'retry' });
        }
      },
    },
  };
};
