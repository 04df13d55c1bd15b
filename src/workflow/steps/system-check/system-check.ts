import { asStewardError } from '../../../core/errors.ts';
import {
  type BlockDevice,
  type Host,
  type Hosts,
  type ReadingCommand,
  reading,
} from '../../../core/hosts.ts';
import { type Inventory, objectsOfKind } from '../../../core/inventory.ts';
import type { Json } from '../../../core/json.ts';
import type { PlanStep } from '../../../core/plan.ts';
import { parseSize, sizeText } from '../../../core/sizes.ts';
import type { Performed, StepContext, StepHandler } from '../../../core/step.ts';
import { describeDisk, diskCalled, sameSerial } from '../host-commands/disks.ts';
import { findHost, hostCalled, poolOfCommand } from '../host-commands/find-host.ts';
import { stepWithoutEffect } from '../step-without-effect.ts';
import { judgeDisk, type WantedDisk } from './judge-disk.ts';
import { type CommandFinding, readFinding } from './read-commands.ts';
import { parsePart } from './recommended-part.ts';
import {
  type PlannedSystemCheck,
  plannedSystemCheck,
  type SystemCheckFields,
  systemCheckFields,
} from './system-check-fields.ts';

/** Between two looks while a disk is waited for: a wrong one is refused after at most this and one reading. Milliseconds. */
const lookAgainMs = 5_000;

/** The disk that the commands are about: the one whose health is asked for. */
const deviceOf = (
  commands: readonly ReadingCommand[],
  expect: SystemCheckFields['expect'],
): string | undefined =>
  expect?.device?.replace(/^\/dev\//, '') ??
  commands.find((command) => command.name === 'smartctl')?.parameters.device;

/** Serial numbers of all disks that are anywhere in the homelab now, with where they are. */
const knownSerials = (
  host: string,
  devices: readonly BlockDevice[],
  inventory: Inventory,
): Record<string, string> => ({
  ...Object.fromEntries(
    objectsOfKind(inventory, 'disk').flatMap(({ serial, node }) =>
      serial === undefined ? [] : [[serial, node] as const],
    ),
  ),
  ...Object.fromEntries(
    devices.flatMap(({ serial }) => (serial === undefined ? [] : [[serial, host] as const])),
  ),
});

/** The step of a person that this check looks after, if there is one. */
const personStep = (step: PlanStep, { plan }: StepContext): PlanStep | undefined =>
  plan.steps.find(({ id, type }) => type === 'external-task' && step.dependsOn.includes(id));

const recommendedPart = (step: PlanStep | undefined): string | undefined => {
  const details = step?.fields['procurement_details'] as { readonly recommended_part?: Json } | undefined;
  return typeof details?.recommended_part === 'string' ? details.recommended_part : undefined;
};

/** The serial number that was reported last on a person's step. */
const reportedSerial = (step: PlanStep | undefined, { reports }: StepContext): string | undefined => {
  const told = (step === undefined ? [] : (reports[step.id] ?? []))
    .map(({ values }) => values['serial'])
    .filter((value) => (typeof value === 'string' || typeof value === 'number') && value !== '');
  return told.length === 0 ? undefined : String(told.at(-1));
};

const diskOutput = (disk: BlockDevice): Json => ({
  device: disk.name,
  path: `/dev/${disk.name}`,
  serial: disk.serial ?? null,
  model: disk.model ?? null,
  sizeBytes: disk.sizeBytes,
  size: sizeText(disk.sizeBytes),
});

const waiting = (reason: string, attention?: string): Performed => ({
  kind: 'waiting',
  reason,
  lookAgainMs,
  ...(attention === undefined ? {} : { attention }),
});

const leastBytes = ({ expect }: PlannedSystemCheck): number | undefined =>
  expect?.min_size === undefined ? undefined : parseSize(expect.min_size);

/** What a disk that nobody had to wait for is not; undefined when it is as expected. */
const unexpected = (disk: BlockDevice, fields: PlannedSystemCheck): string | undefined => {
  const { expect, host } = fields;
  if (expect?.serial !== undefined && !sameSerial(expect.serial, disk.serial))
    return `${disk.name} in ${host} has the serial number ${disk.serial ?? 'unknown'}, not ${expect.serial}.`;
  const least = leastBytes(fields);
  return least !== undefined && disk.sizeBytes < least
    ? `${disk.name} in ${host} has ${sizeText(disk.sizeBytes)}, less than ${sizeText(least)}.`
    : undefined;
};

const summary = (findings: readonly CommandFinding[]): string =>
  findings.map(({ command, shows }) => `${command}: ${shows}`).join('. ');

/**
 * The step type `system-check`: reading commands on a host, and what they have to show. After an `external-task` it waits,
 * over restarts and for weeks, until the disk that a person was to install is there; it tells it by its serial number, and
 * says at once when another one is there.
 */
export const createSystemCheck = ({ hosts }: { readonly hosts: Hosts }): StepHandler => {
  const commandsOf = (lines: readonly string[]): readonly ReadingCommand[] =>
    // A line that waits for the output of an earlier step is known once the run has come to it.
    lines.flatMap((line) => (line.includes('${') ? [] : [hosts.recognise(line) as ReadingCommand]));

  const wantedDisk = (fields: PlannedSystemCheck, step: PlanStep, context: StepContext): WantedDisk => {
    const person = personStep(step, context);
    const part = fields.expect?.part ?? recommendedPart(person);
    return {
      host: fields.host,
      device: deviceOf(commandsOf(fields.validation_commands), fields.expect),
      part: part === undefined ? undefined : parsePart(part),
      serial: reportedSerial(person, context) ?? fields.expect?.serial,
      leastBytes: leastBytes(fields),
      knownSerials: fields.known_serials,
    };
  };

  const runCommands = async (
    fields: PlannedSystemCheck,
    { reader }: Host,
    signal: AbortSignal,
  ): Promise<readonly CommandFinding[]> => {
    const findings: CommandFinding[] = [];
    for (const line of fields.validation_commands)
      findings.push(await readFinding(reader, line, hosts.recognise(line) as ReadingCommand, signal));
    return findings;
  };

  const finish = async (
    fields: PlannedSystemCheck,
    host: Host,
    disk: BlockDevice | undefined,
    signal: AbortSignal,
  ): Promise<Performed> => {
    const findings = await runCommands(fields, host, signal);
    const bad = findings.filter(({ isBad }) => isBad === true);
    if (bad.length > 0) return { kind: 'failed', reason: `On ${fields.host}: ${summary(bad)}.` };
    const about = disk === undefined ? '' : ` The disk ${disk.name} is there: ${describeDisk(disk)}.`;
    return {
      kind: 'done',
      statement: `${fields.host} was looked at.${about} ${summary(findings)}.`,
      output: {
        host: fields.host,
        ...(disk === undefined ? {} : { disk: diskOutput(disk) }),
        findings: findings as unknown as Json,
      },
    };
  };

  /** A look at a host that a person may just be working on, so that being switched off is no failure. */
  const awaitDisk = async (
    fields: PlannedSystemCheck,
    host: Host,
    wanted: WantedDisk,
    signal: AbortSignal,
  ): Promise<Performed> => {
    try {
      const verdict = judgeDisk(await host.reader.read(reading('lsblk', {}), signal), wanted);
      if (verdict.kind === 'absent') return waiting(verdict.says);
      if (verdict.kind === 'wrong') return waiting(verdict.says, verdict.says);
      const done = await finish(fields, host, verdict.disk, signal);
      return done.kind === 'failed' ? waiting(done.reason, done.reason) : done;
    } catch (thrown) {
      const error = asStewardError(thrown);
      if (signal.aborted || error.kind !== 'retry') throw error;
      return waiting(`Waits for ${fields.host}, which cannot be looked at now: ${error.message}`);
    }
  };

  return {
    type: 'system-check',
    fields: systemCheckFields(hosts.recognise),
    outputs: () => ['host', 'disk', 'findings'],
    needs: () => ['ssh'],

    plan: async (template, { inventory, parameters }) => {
      const fields = template.fields as SystemCheckFields;
      const commands = commandsOf(fields.validation_commands);
      const asked = parameters['host'] ?? parameters['node'];
      const host = await findHost(
        hosts,
        {
          host: fields.host ?? (typeof asked === 'string' ? asked : undefined),
          pool:
            commands.map(poolOfCommand).find((pool) => pool !== undefined) ??
            (typeof parameters['pool'] === 'string' ? parameters['pool'] : undefined),
        },
        inventory,
      );
      const { name } = host.reader;
      const planned: PlannedSystemCheck = {
        ...fields,
        host: name,
        known_serials: knownSerials(name, await host.reader.read(reading('lsblk', {})), inventory),
      };
      const device = deviceOf(commands, fields.expect);
      return [
        {
          step: stepWithoutEffect(
            { ...template, fields: planned },
            {
              kind: 'check',
              title: `Look at ${device === undefined ? '' : `the disk ${device} in `}${name}`,
              expectedDurationMs: 5_000,
            },
          ),
          observed: [],
          affected: [],
        },
      ];
    },

    perform: async (step, context) => {
      const fields = plannedSystemCheck.parse(step.fields);
      const host = hostCalled(hosts, fields.host);
      const wanted = wantedDisk(fields, step, context);
      if (personStep(step, context) !== undefined && (wanted.device ?? wanted.part) !== undefined)
        return awaitDisk(fields, host, wanted, context.signal);
      if (wanted.device === undefined) return finish(fields, host, undefined, context.signal);
      const disk = diskCalled(await host.reader.read(reading('lsblk', {}), context.signal), wanted.device);
      if (disk === undefined)
        return { kind: 'failed', reason: `There is no disk ${wanted.device} in ${fields.host}.` };
      const objection = unexpected(disk, fields);
      return objection === undefined
        ? finish(fields, host, disk, context.signal)
        : { kind: 'failed', reason: objection };
    },
  };
};
