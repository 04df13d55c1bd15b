import type { Finding } from './inspection.ts';

/** What stands for a finding: `[secret]`, or what kind of identity it was. */
const markOf = ({ kind, entity }: Finding): string =>
  kind === 'secret' ? '[secret]' : `[${entity ?? 'identity'}]`;

/**
 * A text without what was found in it, for people to look at; what goes to a model gets placeholders that can be put
 * back. Findings that overlap become one mark, that of a secret where one of them is, else that of the longest.
 */
export const redacted = (text: string, findings: readonly Finding[]): string => {
  const spans: { start: number; end: number; finding: Finding }[] = [];
  for (const finding of findings.toSorted((one, other) => one.start - other.start)) {
    const last = spans.at(-1);
    if (last === undefined || finding.start >= last.end) {
      spans.push({ start: finding.start, end: finding.end, finding });
      continue;
    }
    const isStronger =
      (finding.kind === 'secret' && last.finding.kind !== 'secret') ||
      (finding.kind === last.finding.kind &&
        finding.end - finding.start > last.finding.end - last.finding.start);
    if (isStronger) last.finding = finding;
    last.end = Math.max(last.end, finding.end);
  }
  let result = '';
  let done = 0;
  for (const { start, end, finding } of spans) {
    result += text.slice(done, start) + markOf(finding);
    done = end;
  }
  return result + text.slice(done);
};
