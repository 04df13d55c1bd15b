import { z } from 'zod';
import type { Approvals } from '../../approvals/approvals.ts';
import type { Approval } from '../../core/approval.ts';
import { explain, StewardError } from '../../core/errors.ts';
import type { Requester } from '../../core/people.ts';
import type { PlanReport, WorkflowDesk } from '../../planner/workflow-desk.ts';
import type { createServer } from '../create-server.ts';

/** Whoever has the data folder's own user. */
const requester: Requester = { channel: 'cli' };

/** What became of `steward workflow run`. */
export type WorkflowRequested =
  | { readonly kind: 'requested' | 'waiting-already'; readonly approvalId: string; readonly title: string }
  | { readonly kind: 'already-so'; readonly statement: string };

/** What the `steward workflow` commands ask for. */
export interface WorkflowRouteDeps {
  readonly workflowDesk: WorkflowDesk;
  readonly approvals: Pick<Approvals, 'get'>;
}

const scalar = z.union([z.string().max(4_000), z.number(), z.boolean()]);

const wishBody = z.strictObject({
  file: z.string().min(1).max(1_000),
  text: z.string(),
  parameters: z.record(z.string().max(100), z.union([scalar, z.array(scalar).max(100)])).default({}),
});

const requestBody = wishBody.extend({ replaces: z.boolean().default(false) });

/** Adds what `steward workflow plan` and `steward workflow run` ask for. */
export const addWorkflowRoutes = (
  server: ReturnType<typeof createServer>,
  { workflowDesk, approvals }: WorkflowRouteDeps,
): void => {
  server.get('/approvals/:id', (request): Approval => {
    const { id } = z.object({ id: z.string().min(1).max(128) }).parse(request.params);
    const approval = approvals.get(id);
    if (approval === undefined)
      throw new StewardError(`There is no request ${id}.`, { code: 'approval.not-found', kind: 'terminal' });
    return approval;
  });

  server.post(
    '/workflow/plan',
    (request): Promise<PlanReport> => workflowDesk.plan(wishBody.parse(request.body)),
  );

  server.post('/workflow/request', async (request): Promise<WorkflowRequested> => {
    const { replaces, ...wish } = requestBody.parse(request.body);
    const proposal = await workflowDesk.request(
      wish,
      { requester, requestText: `steward workflow run ${wish.file}` },
      { replaces },
    );
    switch (proposal.kind) {
      case 'requested':
      case 'waiting-already':
        return { kind: proposal.kind, approvalId: proposal.approval.id, title: proposal.approval.plan.title };
      case 'already-so':
        return proposal;
      case 'refused':
        throw new StewardError(`The request is refused: ${proposal.refusal.reason}.`, {
          code: 'workflow.request-refused',
          kind: 'terminal',
          mend: 'See who may ask for what in the options.',
        });
      case 'impossible':
        throw new StewardError(explain(proposal.error), {
          code: proposal.error.code,
          kind: proposal.error.kind,
        });
    }
  });
};
