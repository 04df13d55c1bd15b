import { describeRequester } from '../../core/people.ts';
import { approvedBy, type DocumentedChange } from './documented-change.ts';
import { rawText } from './markdown.ts';

/** Lengths that git's own tools show without cutting. Characters. */
const subjectLimit = 72;
const lineLimit = 72;

const lowerFirst = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;

/** Cuts at a word. */
const cut = (text: string, limit: number): string => {
  if (text.length <= limit) return text;
  const space = text.lastIndexOf(' ', limit - 1);
  return `${text.slice(0, space > limit / 2 ? space : limit - 1).replace(/[;,:]$/, '')}…`;
};

const wrap = (text: string, indent: string): string => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > lineLimit - indent.length) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join(`\n${indent}`);
};

/**
 * Message of the commit that ends a run: what was confirmed, who wanted and allowed it, and `fixes #n`, which closes the
 * issue when nothing is left to do. Nothing that anybody else has named can close another one.
 */
export const commitMessage = (change: DocumentedChange): string => {
  const { approval, ledger, runId, issue, isOver } = change;
  const prefix = 'docs(infrastructure): ';
  const statements = ledger.map(({ statement }) => `- ${wrap(rawText(statement), '  ')}`);
  return [
    `${prefix}${cut(lowerFirst(rawText(approval.plan.title)), subjectLimit - prefix.length)}`,
    '',
    ...statements,
    ...(statements.length === 0 ? [] : ['']),
    wrap(`Asked by ${rawText(describeRequester(approval.requester))}, ${rawText(approvedBy(approval))}.`, ''),
    `Run ${runId}.`,
    '',
    isOver ? `fixes #${issue}` : `refs #${issue}, which stays open: it did not end as planned.`,
  ].join('\n');
};
