/** What Steward says about runs, and about the kill switch. */
export const runsEnglish = {
  'title.then': '{first}, then {second}',
  'title.oneMore': '{titles} and one more step',
  'title.more': '{titles} and {count} more steps',

  'stop.done':
    'Everything is stopped: nothing further is begun or written. {underWay} Release it in the panel.',
  'stop.underWayNone': 'Nothing was being carried out.',
  'stop.underWay': 'What is being written comes to its end, then this stands still: {titles}.',
  'stop.already': 'Everything is stopped already, since {age}, by {by}. Release it in the panel.',
  'stop.on': 'Yes. Everything was stopped {age} by {by}: {reason} Release it in the panel.',
  'stop.off': 'No. Nothing is stopped.',
  'stop.release': 'I cannot release it by voice or chat. An approver does that in the panel, with a step-up.',
  'stop.note': 'Everything is stopped, so nothing is carried out until an approver releases it in the panel.',

  'homelab.heldOne': 'One change waits for a person: ask me what I am waiting for.',
  'homelab.held': '{count} changes wait for a person: ask me what I am waiting for.',

  'waits.person': '{title} waits: {what}',
  'waits.persons': '{count} changes wait for a person: {titles}. The first: {what}',
  'waits.behind': '{title} waits until this is over: {others}.',

  'runs.nothing': 'No change is being carried out.',
  'runs.one': 'One change is being carried out: {title}, {percent} done. {step}',
  'runs.many': '{count} changes are being carried out: {titles}.',
  'runs.step': 'Now: {title}.',
  'runs.stepOf': 'Step {position} of {count}: {title}.',
  'runs.waiting': '{title}: {percent} done. It waits: {what}',
  'runs.rollingBack': '{title}: something went wrong, so it is being undone. {step}',
  'runs.ended': '{title}: {result} That was {age}.',
  'runs.notYet': '{title} waits for approval, asked {age}.',
  'runs.unknown': 'I know of no such change.',

  'cancelRun.done': 'I stop: {title}. {safePoint}',
  'cancelRun.atOnce': 'Nothing is being written at this moment, so nothing further is done.',
  'cancelRun.afterStep': 'What is being done comes to its end first: {step}. Nothing after it is begun.',
  'cancelRun.kept': 'What is done stays: say "undo that" if you want it back.',
  'cancelRun.rollingBack':
    '{title} went wrong and is being undone already. That is not interrupted, because half of it would be worse.',
  'cancelRun.notYours': 'Only whoever asked for it, or an approver, can stop it.',

  'report.nobody': 'Nothing waits for a person.',
  'report.taken': 'Thank you. I have told it: {title}. {next}',
  'report.next': 'Next: {title}.',
  'report.last': 'That was the last thing to wait for.',
  'report.look': 'I look again.',
  'report.serial': 'Serial {serial}.',
  'report.askSerial': 'Thank you. What is its serial number? You can spell it.',
  'report.missing': 'Thank you. What is still needed: {fields}. Enter it in the panel.',
  'report.notYours': 'Only whoever asked for it, or an approver, can say that it is done.',
  'report.badSerial':
    'I did not understand the serial number. Spell it letter by letter, or enter it in the panel.',

  'undo.nothing': 'I have changed nothing that could be undone.',
  'undo.noSuch': 'I know of no such change.',
  'undo.pending': '{title} has not been done yet. Say "cancel that" to take it back.',
  'undo.notDone': '{title} was not done, so there is nothing to undo.',
  'undo.underWay': '{title} is being carried out. Say "cancel the run" first.',
  'undo.partly': 'The rest stays as it is: {what}',
} as const;
