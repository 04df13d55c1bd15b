import { type GuestObject, objectsOfKind } from '../../core/inventory.ts';
import { problemsOf } from '../../core/problems.ts';
import { enumerate } from '../format.ts';
import type { Answer, AnswerContext } from './answer.ts';
import { homelabNote } from './freshness.ts';
import { changesNote } from './runs.ts';

const withNote = (speech: string, context: AnswerContext): string => {
  const note = homelabNote(context);
  return note === '' ? speech : `${speech} ${note}`;
};

const lowerFirst = (text: string): string => text.replace(/\.$/, '');

/** "how is the homelab?" */
export const homelabState = (context: AnswerContext): Answer => {
  const { inventory, nowMs, texts } = context;
  if (inventory.systems.length === 0) return { speech: texts('freshness.none') };
  const problems = problemsOf(inventory, nowMs);
  const wrong = problems.filter((problem) => problem.severity !== 'unknown');
  const unknown = problems.filter((problem) => problem.severity === 'unknown');
  const say = (list: typeof problems) =>
    enumerate(
      list.map((problem) => lowerFirst(problem.text)),
      texts,
      3,
    );
  const parts: string[] = [];
  if (wrong.length > 0)
    parts.push(
      texts(wrong.length === 1 ? 'homelab.problem' : 'homelab.problems', {
        count: wrong.length,
        problems: say(wrong),
      }),
    );
  if (unknown.length > 0)
    parts.push(
      texts(unknown.length === 1 ? 'homelab.unknownOne' : 'homelab.unknown', {
        count: unknown.length,
        problems: say(unknown),
      }),
    );
  if (parts.length === 0)
    parts.push(
      texts('homelab.fine', {
        nodes: objectsOfKind(inventory, 'node').filter((node) => node.status === 'online').length,
        guests: objectsOfKind(inventory, 'guest').filter((guest) => guest.status === 'running').length,
      }),
    );
  parts.push(...changesNote(context));
  return { speech: parts.join(' '), data: { problems } };
};

const isWanted = (guest: GuestObject, kind: string | undefined): boolean =>
  !guest.isTemplate &&
  (kind === undefined || kind === 'guest' || guest.guestType === (kind === 'vm' ? 'vm' : 'container'));

/** "what is down?" */
export const whatIsDown = (context: AnswerContext): Answer => {
  const { inventory, slots, texts } = context;
  const kind = slots['kind']?.value;
  const nodes =
    kind === undefined || kind === 'node'
      ? objectsOfKind(inventory, 'node')
          .filter((node) => node.status === 'offline')
          .map((node) => node.name)
      : [];
  const guests =
    kind === 'node'
      ? []
      : objectsOfKind(inventory, 'guest')
          .filter((guest) => guest.status === 'stopped' && isWanted(guest, kind))
          .map((guest) => guest.name);
  const parts: string[] = [];
  if (nodes.length > 0)
    parts.push(
      texts(nodes.length === 1 ? 'down.nodes' : 'down.nodesMany', { names: enumerate(nodes, texts) }),
    );
  if (guests.length > 0)
    parts.push(
      texts(guests.length === 1 ? 'down.guests' : 'down.guestsMany', { names: enumerate(guests, texts) }),
    );
  const speech = parts.length === 0 ? texts('down.nothing') : parts.join(' ');
  return { speech: withNote(speech, context), data: { nodes, guests } };
};

/** "what is wrong?", or with one thing. */
export const whatIsWrong = (context: AnswerContext): Answer => {
  const { inventory, nowMs, slots, texts } = context;
  const about = slots['guest'] ?? slots['node'] ?? slots['pool'];
  const problems = problemsOf(inventory, nowMs).filter(
    (problem) => about === undefined || problem.ref === about.value,
  );
  const object = about === undefined ? undefined : inventory.objects.get(about.value);
  const subject =
    object === undefined ? {} : { subject: { ref: object.ref, name: object.name, kind: object.kind } };
  if (problems.length === 0) {
    const speech =
      object === undefined ? texts('wrong.nothing') : texts('wrong.nothingOf', { name: object.name });
    return { speech: withNote(speech, context), ...subject };
  }
  const list = enumerate(
    problems.map((problem) => lowerFirst(problem.text)),
    texts,
    4,
  );
  return { speech: texts('wrong.list', { problems: list }), data: { problems }, ...subject };
};

/** "are the backups ok?" */
export const backupState = (context: AnswerContext): Answer => {
  const { inventory, nowMs, texts } = context;
  const guests = objectsOfKind(inventory, 'guest').filter((guest) => !guest.isTemplate);
  if (guests.every((guest) => guest.lastBackup === undefined)) return { speech: texts('backups.unknown') };
  const days = 8;
  const stale = guests.filter(
    ({ lastBackup }) =>
      lastBackup === null || (lastBackup !== undefined && nowMs - lastBackup.takenAtMs > days * 86_400_000),
  );
  const names = stale.map((guest) => guest.name);
  const speech =
    names.length === 0
      ? texts('backups.fine', { count: guests.length, days })
      : texts('backups.stale', { names: enumerate(names, texts) });
  return { speech: withNote(speech, context), data: { stale: names } };
};

/** "which guests are running?" */
export const listGuests = (context: AnswerContext): Answer => {
  const { inventory, slots, texts } = context;
  const status = slots['status']?.value;
  const node = slots['node']?.value;
  const guests = objectsOfKind(inventory, 'guest').filter(
    (guest) =>
      isWanted(guest, slots['kind']?.value) &&
      (status === undefined || guest.status === status) &&
      (node === undefined || guest.nodeRef === node),
  );
  const names = guests.map((guest) => guest.name);
  const key =
    names.length === 0
      ? 'guests.none'
      : status === 'running'
        ? names.length === 1
          ? 'guests.oneRunning'
          : 'guests.running'
        : status === 'stopped'
          ? names.length === 1
            ? 'guests.oneStopped'
            : 'guests.stopped'
          : 'guests.all';
  const speech = texts(key, { count: names.length, names: enumerate(names, texts, 8) });
  return { speech: withNote(speech, context), data: { guests: names } };
};

/** "which nodes are there?" */
export const listNodes = (context: AnswerContext): Answer => {
  const { inventory, slots, texts } = context;
  const status = slots['status']?.value;
  const names = objectsOfKind(inventory, 'node')
    .filter((node) => status === undefined || node.status === status)
    .map((node) => node.name);
  const key = names.length === 0 ? 'guests.none' : names.length === 1 ? 'nodes.one' : 'nodes.list';
  const speech = texts(key, { count: names.length, names: enumerate(names, texts, 8) });
  return { speech: withNote(speech, context), data: { nodes: names } };
};
