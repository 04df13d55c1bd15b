import type { IntentName, SlotValue } from '../intents/recognizer.ts';
import type { Answer, AnswerContext } from './answers/answer.ts';
import { cancelRequest } from './answers/cancel.ts';
import { approveByVoice, requestChange } from './answers/changes.ts';
import { answerObject } from './answers/objects.ts';
import {
  backupState,
  homelabState,
  listGuests,
  listNodes,
  whatIsDown,
  whatIsWrong,
} from './answers/overall.ts';
import { whatHappened } from './answers/records.ts';
import { reportDone } from './answers/report.ts';
import { whatIsRunning, whatWaits } from './answers/runs.ts';
import { releaseStop, stopEverything, stopState } from './answers/stop.ts';
import { undoRun } from './answers/undo.ts';

const objectSlots = ['guest', 'node', 'pool', 'storage'] as const;

const objectSlot = (context: AnswerContext): SlotValue | undefined =>
  objectSlots.map((name) => context.slots[name]).find((slot) => slot !== undefined);

/** About the named object, else about the subject of the conversation. */
const aboutObject = (context: AnswerContext, aspect: string): Answer => {
  const ref = objectSlot(context)?.value ?? context.memory.subject?.ref;
  return ref === undefined
    ? { speech: context.texts('ask.noSubject'), outcome: 'error' }
    : answerObject(ref, aspect, context);
};

/** Which of the candidates of the open question was meant; undefined when that cannot be told. */
const chosen = ({ slots, memory, inventory }: AnswerContext): SlotValue | undefined => {
  const candidates = memory.choosing?.candidates ?? [];
  const position = slots['position']?.value;
  if (slots['choice'] !== undefined)
    return candidates.find((candidate) => candidate.value === slots['choice']?.value);
  if (position === 'last') return candidates.at(-1);
  if (position !== undefined) return candidates[Number(position) - 1];
  const matching = candidates.filter((candidate) => {
    const object = inventory.objects.get(candidate.value);
    if (object?.kind !== 'guest') return false;
    return slots['kind'] !== undefined
      ? object.guestType === slots['kind'].value
      : object.nodeRef === slots['node']?.value;
  });
  return matching.length === 1 ? matching[0] : undefined;
};

const choose = (context: AnswerContext): Answer | Promise<Answer> => {
  const { memory, texts } = context;
  const choice = chosen(context);
  if (memory.choosing === undefined) return { speech: texts('ask.noSubject'), outcome: 'error' };
  if (choice === undefined) return { speech: texts('ask.again'), choosing: memory.choosing };
  const { intent, slot, slots } = memory.choosing;
  return answerIntent(intent, { ...context, slots: { ...slots, [slot]: choice } });
};

/** What somebody who may only look is refused. */
const acting: ReadonlySet<IntentName> = new Set<IntentName>([
  'RestartGuest',
  'StartGuest',
  'StopGuest',
  'SnapshotGuest',
  'RollbackGuest',
  'CancelRequest',
  'UndoRun',
  'ReportDone',
  'StopEverything',
  'ReleaseStop',
]);

/** Answers one intent. */
export const answerIntent = (intent: IntentName, context: AnswerContext): Answer | Promise<Answer> => {
  if (context.turn.mayPropose === false && acting.has(intent))
    return { speech: context.texts('change.onlyLooking'), outcome: 'error' };
  const aspect = context.slots['aspect']?.value;
  switch (intent) {
    case 'HomelabState':
      return homelabState(context);
    case 'NodeState':
    case 'GuestState':
    case 'PoolState':
    case 'StorageState':
      return aboutObject(context, aspect ?? 'status');
    case 'FollowUpSubject':
      return aboutObject(context, context.memory.aspect ?? 'status');
    case 'FollowUpAspect':
      return aboutObject(context, aspect ?? context.memory.aspect ?? 'status');
    case 'BackupState':
      return objectSlot(context) === undefined ? backupState(context) : aboutObject(context, 'backup');
    case 'WhatIsDown':
      return whatIsDown(context);
    case 'WhatIsWrong':
      return whatIsWrong(context);
    case 'WhatWaits':
      return whatWaits(context);
    case 'WhatIsRunning':
      return whatIsRunning(context);
    case 'WhatHappened':
      return whatHappened(context);
    case 'ListGuests':
      return listGuests(context);
    case 'ListNodes':
      return listNodes(context);
    case 'RestartGuest':
    case 'StartGuest':
    case 'StopGuest':
    case 'SnapshotGuest':
    case 'RollbackGuest':
      return requestChange(intent, context);
    case 'CancelRequest':
      return cancelRequest(context);
    case 'UndoRun':
      return undoRun(context);
    case 'ReportDone':
      return reportDone(context);
    case 'StopEverything':
      return stopEverything(context);
    case 'StopState':
      return stopState(context);
    case 'ReleaseStop':
      return releaseStop(context);
    case 'ApproveByVoice':
      return approveByVoice(context);
    case 'Choose':
      return choose(context);
    case 'Help':
      return { speech: context.texts('help.text') };
  }
};
