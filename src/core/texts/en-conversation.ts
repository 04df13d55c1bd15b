/** What Steward says in a conversation. Short, because most of it is spoken. */
export const conversationEnglish = {
  'list.and': '{items} and {last}',
  'list.more': '{items} and {count} more',

  'time.seconds': '{count} seconds',
  'time.minute': 'a minute',
  'time.minutes': '{count} minutes',
  'time.hour': 'an hour',
  'time.hours': '{count} hours',
  'time.day': 'a day',
  'time.days': '{count} days',
  'time.ago': '{duration} ago',
  'time.now': 'just now',

  'freshness.never': 'I have not been able to read {what} yet.',
  'freshness.stale': 'That is {age} old: {system} cannot be read now.',
  'freshness.none': 'No system is connected yet. Set up Proxmox in the options.',

  'homelab.fine': 'Everything is fine: {nodes} nodes and {guests} running guests.',
  'homelab.problems': '{count} things need attention: {problems}.',
  'homelab.problem': 'One thing needs attention: {problems}.',
  'homelab.unknown': '{count} things cannot be told: {problems}.',
  'homelab.unknownOne': 'One thing cannot be told: {problems}.',

  'overview.problems': '{count} things need attention.',

  'node.online': '{name} is online, with {cpu} of its processor and {memory} of its memory in use.',
  'node.onlineBare': '{name} is online.',
  'node.offline': '{name} is offline.',
  'node.unknown': 'I do not know how {name} is.',

  'guest.running': '{name} is running on {node} for {uptime}.',
  'guest.runningBare': '{name} is running on {node}.',
  'guest.stopped': '{name} is stopped.',
  'guest.paused': '{name} is paused.',
  'guest.unknown': 'I do not know how {name} is.',

  'pool.usage': '{name} on {node} is {percent} full, {free} free of {total}. It is {health}.',
  'pool.healthy': 'healthy',
  'storage.usage': '{name} is {percent} full, {free} free of {total}.',
  'storage.inactive': '{name} is not active.',
  'storage.unknown': 'I do not know how full {name} is.',

  'aspect.cpu': '{name} uses {value} of its processor.',
  'aspect.memory': '{name} uses {used} of {total} memory, {value}.',
  'aspect.disk': '{name} uses {used} of {total} disk, {value}.',
  'aspect.uptime': '{name} has been up for {value}.',
  'aspect.notUp': '{name} is not running.',
  'aspect.backup': '{name} was last backed up {value}, on {storage}.',
  'aspect.noBackup': 'There is no backup of {name}.',
  'aspect.snapshots': '{name} has {count} snapshots: {names}.',
  'aspect.snapshot': '{name} has one snapshot: {names}.',
  'aspect.noSnapshots': '{name} has no snapshots.',
  'aspect.place': '{name} is a {kind} on {node}, number {vmid}.',
  'aspect.unknown': 'I do not know that about {name}.',
  'aspect.health': '{name} is {value}.',

  'down.nothing': 'Nothing is down.',
  'down.guests': '{names} is stopped.',
  'down.guestsMany': '{names} are stopped.',
  'down.nodes': '{names} is offline.',
  'down.nodesMany': '{names} are offline.',
  'wrong.nothing': 'Nothing is wrong.',
  'wrong.nothingOf': 'Nothing is wrong with {name}.',
  'wrong.list': '{problems}.',

  'waits.nothing': 'Nothing is waiting for approval.',
  'waits.one': 'One request waits for approval: {titles}, asked {age}.',
  'waits.many': '{count} requests wait for approval: {titles}.',
  'happened.nothing': 'Nothing was changed {period}.',
  'happened.nothingOf': 'Nothing was changed on {name} {period}.',
  'happened.entry': '{age}: {statement}',
  'happened.failed': '{age}: {title}: {result}',
  'period.recently': 'in the last day',
  'period.today': 'today',
  'period.yesterday': 'yesterday',
  'period.night': 'last night',
  'period.week': 'in the last week',
  'period.hour': 'in the last hour',

  'backups.fine': 'All {count} guests have a backup from the last {days} days.',
  'backups.stale': 'Old or missing backups: {names}.',
  'backups.unknown': 'I have not been able to read the backups yet.',

  'guests.running': '{count} guests are running: {names}.',
  'guests.stopped': '{count} guests are stopped: {names}.',
  'guests.all': '{count} guests: {names}.',
  'guests.none': 'There are none.',
  'guests.oneRunning': 'One guest is running: {names}.',
  'guests.oneStopped': 'One guest is stopped: {names}.',
  'nodes.list': '{count} nodes: {names}.',
  'nodes.one': 'One node: {names}.',

  'change.requested': '{title}? I have asked {approvers} for approval.',
  'change.onlyLooking': 'You may look at the homelab here, and not ask for changes.',
  'change.automatic': '{title}: I begin at once, because {name} has allowed it without asking.',
  'change.requestedByUnknown':
    '{title}? I have asked {approvers} for approval, and said that I do not know who is speaking.',
  'change.destructive':
    '{title}? That destroys data, so it has to be approved in the panel, with a PIN. I have told {approvers}.',
  'change.noApprovers':
    '{title}? It waits in the panel, but nobody is set up to approve it: set the option approvers.',
  'change.waitingAlready': 'That waits for approval already, asked {age}.',
  'change.noSnapshot': 'Which snapshot of {name}? It has: {names}.',
  'change.snapshotsUnknown':
    'I have not read the snapshots of {name} yet. Try again in a moment, or name the snapshot.',
  'change.noSnapshots': '{name} has no snapshots to roll back to.',
  'cancel.done': 'Cancelled: {title}.',
  'cancel.nothing': 'There is nothing waiting that could be cancelled.',
  'cancel.which': 'Which one: {titles}?',
  'approve.elsewhere':
    'I cannot take an approval by voice or chat. Answer the notification on your phone, or open the panel.',
  'approve.nothing': 'Nothing is waiting for approval.',

  'ask.which': 'Which one: {names}?',
  'ask.unknownName': 'I know nothing called "{heard}".',
  'ask.noSubject': 'What do you mean?',
  'ask.again': 'I did not understand which one.',
  'delegate.unknown': 'I did not understand that.',

  'help.text':
    'Ask me how the homelab, a node, a guest or a pool is, what is down, what is wrong, what waits or what happened. I can restart, start and stop guests, take snapshots and roll back to them: you approve each change on your phone. Say "undo that" to have a change taken back, or "stop everything" at any time.',
} as const;
