import type { Approval } from '../../core/approval.ts';
import { isPending } from '../../core/approval.ts';
import type { Clock } from '../../core/clock.ts';
import { describeRequester } from '../../core/people.ts';
import type { LedgerEntry, Run } from '../../core/run.ts';
import { spokenAge } from '../../core/spoken-age.ts';
import { oneLine } from '../retrieval/one-line.ts';
import type { ReadPart, ReadTool } from './read-tool.ts';
import { textArgument } from './text-argument.ts';

/** What the tools over runs and requests read from. */
export interface RunToolsDeps {
  /** The last ones, newest first. */
  readonly runs: (limit: number) => readonly Run[];
  readonly approvals: (limit: number) => readonly Approval[];
  readonly approvalOf: (id: string) => Approval | undefined;
  readonly ledger: (options: { readonly runId: string }) => readonly LedgerEntry[];
  readonly clock: Clock;
}

/** So many are looked through. */
const lookedThrough = 200;
const mostListed = 12;

const ago = (atMs: number, nowMs: number): string => `${spokenAge(nowMs - atMs)} ago`;

const who = (approval: Approval | undefined): string =>
  approval?.decision === undefined
    ? ''
    : `, ${approval.decision.answer === 'approve' ? 'approved' : 'denied'} by ${oneLine(approval.decision.name)}`;

const runText = (
  run: Run,
  approval: Approval | undefined,
  ledger: readonly LedgerEntry[],
  nowMs: number,
): string =>
  [
    `${oneLine(run.title)}: ${run.state}, begun ${ago(run.startedAtMs, nowMs)}${who(approval)}`,
    ...(approval === undefined
      ? []
      : [
          `asked for by ${oneLine(describeRequester(approval.requester))}: "${oneLine(approval.requestText)}"`,
        ]),
    ...(run.issue === undefined ? [] : [`issue ${run.issue}`]),
    ...run.steps.map(
      ({ title, state, detail }) =>
        `step ${oneLine(title)}: ${state}${detail === undefined ? '' : `, ${oneLine(detail)}`}`,
    ),
    ...(run.result === undefined ? [] : [`result: ${run.result}`]),
    ...ledger.map(({ statement, confirmedAtMs }) => `confirmed ${ago(confirmedAtMs, nowMs)}: ${statement}`),
  ].join('\n');

const isAbout = (words: string, ...texts: readonly (string | undefined)[]): boolean => {
  const wanted = words.toLowerCase();
  return texts.some((text) => text?.toLowerCase().includes(wanted) === true);
};

/** `list_runs`: what Steward did and does. */
export const createListRunsTool = ({ runs, approvalOf, ledger, clock }: RunToolsDeps): ReadTool => ({
  definition: {
    name: 'list_runs',
    description:
      'What Steward did or does: changes with their state, who approved them, what was confirmed. With a name: those about it, in full.',
    parameters: { type: 'object', properties: { name: { type: 'string' } } },
  },
  progress: (_args, doing) => doing.runs,
  read: async (args) => {
    const nowMs = clock.now();
    const words = textArgument(args, 'name', 'id', 'words');
    const all = runs(lookedThrough);
    if (words !== undefined) {
      const found = all.filter((run) => {
        const approval = approvalOf(run.approvalId);
        return isAbout(
          words,
          run.id,
          run.title,
          run.workflow,
          ...(approval?.plan.observed.map(({ name }) => name) ?? []),
        );
      });
      if (found.length === 0) return { parts: [], note: `No run is about ${oneLine(words)}.` };
      return {
        parts: found.slice(0, mostListed).map(
          (run): ReadPart => ({
            source: `run ${run.id}`,
            atMs: run.endedAtMs ?? nowMs,
            provenance: 'record',
            text: runText(run, approvalOf(run.approvalId), ledger({ runId: run.id }), nowMs),
          }),
        ),
      };
    }
    if (all.length === 0) return { parts: [], note: 'Nothing was done yet.' };
    return {
      parts: [
        {
          source: 'runs',
          atMs: nowMs,
          provenance: 'record',
          text: all
            .slice(0, mostListed)
            .map(
              ({ id, title, state, startedAtMs }) =>
                `${id}: ${oneLine(title)}, ${state}, ${ago(startedAtMs, nowMs)}`,
            )
            .join('\n'),
        },
      ],
    };
  },
});

/** `list_requests`: what waits for approval, and what was decided lately. */
export const createListRequestsTool = ({ approvals, clock }: RunToolsDeps): ReadTool => ({
  definition: {
    name: 'list_requests',
    description:
      'Requests for changes: what waits for approval, and what was approved, denied or ran out lately.',
    parameters: { type: 'object', properties: {} },
  },
  progress: (_args, doing) => doing.requests,
  read: async () => {
    const nowMs = clock.now();
    const all = [...approvals(lookedThrough)].sort((a, b) => Number(isPending(b)) - Number(isPending(a)));
    if (all.length === 0) return { parts: [], note: 'Nothing was asked for yet.' };
    return {
      parts: all.slice(0, mostListed).map(
        (approval): ReadPart => ({
          source: `request ${approval.id}`,
          atMs: nowMs,
          provenance: 'record',
          text: [
            `${oneLine(approval.plan.title)}: ${isPending(approval) ? 'waits for approval' : approval.state}${who(approval)}`,
            `asked for ${ago(approval.requestedAtMs, nowMs)} by ${oneLine(describeRequester(approval.requester))}, risk ${approval.plan.risk}`,
          ].join('\n'),
        }),
      ),
    };
  },
});
