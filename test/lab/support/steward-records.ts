import { createControlClient } from '../../../src/cli/control-client.ts';
import type { Approval } from '../../../src/core/approval.ts';
import type { StewardProcess } from './steward-process.ts';

/** The approvals that Steward has on record, newest first, as its control socket tells them. */
export const listApprovals = async ({ dataFolder }: StewardProcess): Promise<readonly Approval[]> => {
  const approvals: Approval[] = [];
  await createControlClient(dataFolder).call('GET', '/approvals', undefined, (line) =>
    approvals.push(line as Approval),
  );
  return approvals;
};

/** The `code` of each security entry in the log of the present process, oldest first. */
export const securityCodes = (steward: StewardProcess): readonly unknown[] =>
  steward.process().lines.all.flatMap((line) => (line['security'] === true ? [line['code']] : []));
