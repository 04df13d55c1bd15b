import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Enrolment } from '../../approvals/step-up/enrolment.ts';
import { StewardError } from '../../core/errors.ts';
import type { Person } from '../../core/people.ts';

/** What the route is given. */
export interface StepUpRouteDeps {
  /** Who may decide, so that an authenticator app is of use to them. */
  readonly approvers: () => readonly Pick<Person, 'userId' | 'name'>[];
  readonly enrolment: Pick<Enrolment, 'enrolAtMachine'>;
}

const enrollBody = z.strictObject({ user: z.string().trim().min(1).max(128) });

/**
 * `POST /step-up/enroll`: a new authenticator app for an approver, by name or id. Whoever reaches this socket has the
 * machine, and with it the options in which PINs stand.
 */
export const addStepUpRoute = (server: FastifyInstance, { approvers, enrolment }: StepUpRouteDeps): void => {
  server.post('/step-up/enroll', (request) => {
    const { user } = enrollBody.parse(request.body);
    const approver = approvers().find(
      ({ userId, name }) => userId === user || name.toLowerCase() === user.toLowerCase(),
    );
    if (approver === undefined)
      throw new StewardError(
        `"${user}" is not an approver. Approvers are: ${approvers()
          .map(({ name }) => name)
          .join(', ')}.`,
        { code: 'control.not-an-approver', kind: 'terminal', mend: 'Add them to the option approvers.' },
      );
    return { name: approver.name, ...enrolment.enrolAtMachine({ ...approver, isAdmin: false }) };
  });
};
