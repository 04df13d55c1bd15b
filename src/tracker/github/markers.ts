import { withoutSecrets } from '../without-secrets.ts';

/** GitHub's own limits, in characters. */
const longestBody = 65_536;
const longestTitle = 256;
const longestLabel = 50;
const cutNotice = '\n\n… The text is longer than GitHub takes; the whole of it is in Steward’s own record.';

/** A comment that no reader sees, by which an issue, a comment or a pull request is found again. */
export const markerOf = (key: string): string =>
  `<!-- steward:${encodeURIComponent(key).replaceAll('--', '%2D%2D')} -->`;

/** A body with its marker at the end, never longer than GitHub takes. */
export const withMarker = (body: string, key: string): string => {
  const marker = `\n\n${markerOf(key)}`;
  const whole = body.trimEnd();
  return whole.length + marker.length <= longestBody
    ? whole + marker
    : whole.slice(0, longestBody - marker.length - cutNotice.length).replace(/[\uD800-\uDBFF]$/, '') +
        cutNotice +
        marker;
};

/** A title as GitHub takes it. */
export const fittingTitle = (title: string): string => title.slice(0, longestTitle).trim() || 'Untitled';

/** Labels as GitHub takes them. */
export const fittingLabels = (labels: readonly string[]): string[] => [
  ...new Set(labels.map((label) => label.slice(0, longestLabel).trim()).filter((label) => label !== '')),
];

/**
 * A text of the local tracker with GitHub's numbers in the place of the local ones. `#12` without a counterpart becomes
 * words, so that it does not lead to an issue that happens to have that number. A number that somebody wrote who meant no
 * issue (escaped, as all foreign text is) leads nowhere.
 */
export const withRemoteNumbers = (
  text: string,
  remoteOf: (localNumber: number) => number | undefined,
): string =>
  text
    // GitHub links an escaped number, too.
    .replace(/\\#(?=\d)/g, '\\#\u200b')
    .replace(/(?<![\w&/\\])#(\d{1,5})\b/g, (_, digits: string) => {
      const remote = remoteOf(Number(digits));
      return remote === undefined ? `number ${digits} of Steward's own record` : `#${remote}`;
    });

/** The last gate of every text that goes to GitHub: no secret, GitHub's numbers. */
export const createGate =
  (secrets: readonly string[], remoteOf: (localNumber: number) => number | undefined) =>
  (text: string): string =>
    withRemoteNumbers(withoutSecrets(text, secrets), remoteOf);
