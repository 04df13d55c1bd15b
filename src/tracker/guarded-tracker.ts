import type { RecordTracker } from '../core/tracker.ts';
import { withoutSecrets } from './without-secrets.ts';

/**
 * A tracker that no secret gets into, whoever writes.
 * @param secrets values of all options of type password
 */
export const createGuardedTracker = (tracker: RecordTracker, secrets: readonly string[]): RecordTracker => {
  const clean = (text: string): string => withoutSecrets(text, secrets);
  return {
    ...tracker,
    openIssue: ({ key, title, body, labels }) =>
      tracker.openIssue({ key, title: clean(title), body: clean(body), labels: labels.map(clean) }),
    comment: (number, { key, body }) => tracker.comment(number, { key, body: clean(body) }),
    addLabels: (number, labels) => tracker.addLabels(number, labels.map(clean)),
    commit: ({ key, message, files }) =>
      tracker.commit({
        key,
        message: clean(message),
        files: files.map(({ path, update }) => ({ path, update: (current) => clean(update(current)) })),
      }),
  };
};
