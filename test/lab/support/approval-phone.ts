import type { Phone } from './phone.ts';
import type { PhoneNotification } from './phone-notification.ts';
import { waitFor } from './wait-for.ts';

/** What an approver does with a phone, and what it shows. */
export interface ApprovalPhone {
  readonly phone: Phone;
  /** The next question; with a tag, the next about that approval (it is asked again after a restart). */
  question(tag?: string): Promise<PhoneNotification>;
  /** Taps the action with that label of a question. */
  answer(question: PhoneNotification, label: 'Approve' | 'Deny'): Promise<unknown>;
  /** The next notification under that tag whose title begins so, e.g. `Done: `. */
  titled(start: string, tag: string): Promise<PhoneNotification>;
  /** Resolves when nothing is shown under that tag. */
  cleared(tag: string): Promise<unknown>;
  /** Everything that ever came under that tag, in order. */
  history(tag: string): PhoneNotification[];
}

/** The tag that one approval keeps from question to result. @throws Error for a notification without one */
export const tagOf = ({ data }: PhoneNotification): string => {
  if (data?.tag === undefined) throw new Error('The notification has no tag.');
  return data.tag;
};

/** Whether a notification asks for an approval. */
export const isQuestion = ({ title }: PhoneNotification): boolean => title?.startsWith('Approve? ') === true;

/** Lays an approver's view over a phone. */
export const approvalPhone = (phone: Phone): ApprovalPhone => ({
  phone,
  question: (tag) =>
    phone.notifications.next((each) => isQuestion(each) && (tag === undefined || each.data?.tag === tag), {
      timeoutMs: 60_000,
    }),
  answer: (question, label) => {
    const offered = question.data?.actions?.find(({ title }) => title === label);
    if (offered === undefined) throw new Error(`No ${label} in ${JSON.stringify(question)}`);
    return phone.tap(offered.action);
  },
  titled: (start, tag) =>
    phone.notifications.next(({ title, data }) => title?.startsWith(start) === true && data?.tag === tag, {
      timeoutMs: 60_000,
    }),
  cleared: (tag) => waitFor(`${phone.name} to be cleared`, () => phone.latest(tag) === undefined),
  history: (tag) => phone.notifications.all.filter(({ data }) => data?.tag === tag),
});
