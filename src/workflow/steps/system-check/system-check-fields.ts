import { z } from 'zod';
import type { Hosts } from '../../../core/hosts.ts';
import { parseSize } from '../../../core/sizes.ts';
import { commandText } from '../host-commands/host-commands.ts';

const expectation = z.strictObject({
  device: z
    .string()
    .regex(
      /^(?:\/dev\/)?(?:sd[a-z]{1,3}|vd[a-z]{1,3}|nvme[0-9]{1,3}n[0-9]{1,3})$/,
      'is not the name of a whole disk',
    )
    .optional()
    .describe('Where the disk comes up, e.g. nvme1n1. Left out: as the commands name it.'),
  part: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('Which disk it has to be. Left out: the recommended_part of the external-task before it.'),
  serial: z.string().min(1).max(60).optional().describe('Its serial number, where it is known already.'),
  min_size: z
    .string()
    .refine((text) => parseSize(text) !== undefined, 'is not a size such as 2TB')
    .optional(),
});

/** The fields of a `system-check` step. */
export const systemCheckFields = (recognise: Hosts['recognise']) =>
  z.strictObject({
    host: z
      .string()
      .min(1)
      .optional()
      .describe('Name of the host, as in the option hosts. Left out: the only host there is.'),
    validation_commands: z
      .array(commandText(recognise, 'reading', 'changes something, and a system-check only reads.'))
      .min(1)
      .max(20)
      .describe('Reading commands of the catalogue, e.g. `lsblk` or `smartctl -a /dev/nvme1n1`.'),
    expect: expectation.optional().describe('What has to be found.'),
  });

/** Fields as a file has them. */
export type SystemCheckFields = z.infer<ReturnType<typeof systemCheckFields>>;

/** Fields as the plan has them: with the host, and what was known when it was made. */
export const plannedSystemCheck = z.object({
  host: z.string(),
  validation_commands: z.array(z.string()),
  expect: expectation.optional(),
  known_serials: z.record(z.string(), z.string()),
});

/** Fields of a planned step. */
export type PlannedSystemCheck = z.infer<typeof plannedSystemCheck>;
