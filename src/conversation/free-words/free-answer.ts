import type { Evidence, TaskOutcome } from '../../agent/task.ts';
import type { Inventory, InventoryObject } from '../../core/inventory.ts';
import type { Answer } from '../answers/answer.ts';
import type { Subject } from '../memory.ts';

/** What a conversation is about after a turn in free words: the one object that it named, or that was looked at. */
const subjectOf = (
  named: readonly InventoryObject[],
  evidence: readonly Evidence[],
  inventory: Inventory,
): Subject | undefined => {
  const looked = new Set(evidence.map(({ source }) => source).filter((ref) => inventory.objects.has(ref)));
  const [only] = looked;
  const object =
    named.length === 1 ? named[0] : looked.size === 1 ? inventory.objects.get(only ?? '') : undefined;
  return object === undefined ? undefined : { ref: object.ref, name: object.name, kind: object.kind };
};

const dataOf = (outcome: TaskOutcome): Readonly<Record<string, unknown>> => {
  switch (outcome.kind) {
    case 'answered':
      return { kind: outcome.kind, evidence: outcome.evidence };
    case 'drafted':
      return {
        kind: outcome.kind,
        name: outcome.name,
        workflow: outcome.workflow,
        plan: outcome.plan,
        byHand: outcome.byHand,
      };
    case 'impossible':
      return { kind: outcome.kind, missing: outcome.missing };
    case 'failed':
      return { kind: outcome.kind, code: outcome.code };
    default:
      return { kind: outcome.kind };
  }
};

const kinds = {
  answered: 'query',
  proposed: 'action',
  drafted: 'query',
  impossible: 'error',
  asked: 'query',
  'no-model': 'error',
  failed: 'error',
} as const satisfies Record<TaskOutcome['kind'], NonNullable<Answer['outcome']>>;

/** What became of a turn in free words, as the conversation keeps it. Pure. */
export const freeAnswer = (
  speech: string,
  outcome: TaskOutcome,
  { named, inventory }: { readonly named: readonly InventoryObject[]; readonly inventory: Inventory },
): Answer => {
  const subject = subjectOf(named, outcome.kind === 'answered' ? outcome.evidence : [], inventory);
  return {
    speech,
    outcome: kinds[outcome.kind],
    free: outcome.kind,
    ...(outcome.kind === 'asked' || (outcome.kind === 'drafted' && outcome.question !== undefined)
      ? { asksBack: true }
      : {}),
    data: dataOf(outcome),
    ...(subject === undefined ? {} : { subject }),
    ...(outcome.kind === 'proposed' ? { approvalId: outcome.approvalId } : {}),
  };
};
