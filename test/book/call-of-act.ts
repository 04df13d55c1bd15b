import type { CallOf } from './scripted-model.ts';

/** The calls by which the model of the book does what is written, with the tools that the product has. */
export const callOfAct: CallOf = (act) => {
  if ('look' in act) return { name: 'look_at', arguments: { name: act.look } };
  if ('propose' in act)
    return { name: 'propose', arguments: { workflow: act.propose, parameters: act.parameters } };
  if ('draft' in act) return { name: 'propose', arguments: { draft: act.draft } };
  if ('missing' in act) return { name: 'propose', arguments: { missing: act.missing } };
  return 'call' in act ? { name: act.call, arguments: act.arguments } : undefined;
};
