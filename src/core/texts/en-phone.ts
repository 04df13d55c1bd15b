/** What Steward writes into notifications on approvers' phones. */
export const phoneEnglish = {
  'phone.askTitle': 'Approve? {title}',
  'phone.step': '{title}.',
  'phone.stepOf': '{number}. {title}.',
  'phone.moreSteps': 'And {count} more steps: see Details.',
  'phone.interruption': 'Meanwhile: {text}',
  'phone.noInterruption': 'Nothing stops meanwhile.',
  'phone.undo': 'To undo: {text}',
  'phone.noUndo': 'This cannot be undone.',
  'phone.destructive': 'This destroys data: approve it in the panel, with your PIN.',
  'phone.forgeable':
    'This phone is not safe for approvals (Home Assistant’s Repairs say why): approve in the panel.',
  'phone.askedByPerson': 'Asked by {who}: “{text}”',
  'phone.askedByUnknown':
    'Asked by somebody whom Home Assistant does not know: {who}. What was said: “{text}”',
  'phone.askedByAutomation': 'Asked by {who}: “{text}”',
  'phone.expires': 'Expires in {duration}.',
  'phone.approve': 'Approve',
  'phone.deny': 'Deny',
  'phone.details': 'Details',
  'phone.openPanel': 'Approve in the panel',

  'phone.progress': '{percent} %: {detail}',
  'phone.starting': 'It is approved and about to start.',
  'phone.doneTitle': 'Done: {title}',
  'phone.failedTitle': 'Failed: {title}',
  'phone.unknownTitle': 'Outcome unknown: {title}',
  'phone.lapsedTitle': 'Not done: {title}',
  'phone.stoppedTitle': 'Stopped: {title}',
  'phone.issue': 'Recorded in issue #{issue}.',
  'phone.unknownAdvice': 'Nobody knows whether it happened. Look at it before asking again.',
  'phone.noResult': 'See Details for what happened.',
  'phone.lapsed':
    'It changed before the run, so nothing was done: {differences}. Ask again to see the new plan.',
  'phone.lapsedBare': 'Nothing was done: {reason}',
  'phone.difference': '{name}: {field} was {before} and is {after}',
  'phone.nothing': 'nothing',
} as const;
