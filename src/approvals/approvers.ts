import type { HouseholdDirectory } from '../core/phones.ts';

/** An approver as the options name them. */
export interface ConfiguredApprover {
  /** Home Assistant user id, or the user's name as Home Assistant shows it (letter case does not matter). */
  readonly user: string;
  /** One of the ways to confirm in the panel that it is them, besides an authenticator app and passkeys. */
  readonly pin?: string | undefined;
}

/** A person who may decide. */
export interface Approver {
  readonly userId: string;
  readonly name: string;
  readonly pin?: string | undefined;
}

/** Configured approvers, matched with Home Assistant's users. */
export interface ResolvedApprovers {
  readonly approvers: readonly Approver[];
  /** Entries that match no user, or more than one by name. */
  readonly unresolved: readonly string[];
}

/** Matches the options' approvers with the people whom Home Assistant knows. An id wins over a name. */
export const resolveApprovers = (
  configured: readonly ConfiguredApprover[],
  directory: Pick<HouseholdDirectory, 'people'>,
): ResolvedApprovers => {
  const approvers: Approver[] = [];
  const unresolved: string[] = [];
  for (const { user, pin } of configured) {
    const wanted = user.trim().toLowerCase();
    const byId = directory.people.filter((person) => person.userId === user.trim());
    const matches =
      byId.length > 0
        ? byId
        : directory.people.filter((person) => person.name.trim().toLowerCase() === wanted);
    const [match] = matches;
    if (match === undefined || matches.length > 1) unresolved.push(user);
    else approvers.push({ userId: match.userId, name: match.name, ...(pin === undefined ? {} : { pin }) });
  }
  return { approvers, unresolved };
};
