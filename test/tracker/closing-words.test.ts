import { expect, it } from 'vitest';
import { closedIssues } from '../../src/tracker/closing-words.ts';

it.each<[string, number[]]>([
  ['fixes #1', [1]],
  ['Fix #2 and FIXED #3', [2, 3]],
  ['close #1, closes #2, closed #3', [1, 2, 3]],
  ['resolve #1 resolves #2 resolved: #3', [1, 2, 3]],
  ['docs: restarted paperless-ngx\n\nfixes #12\nfixes #12', [12]],
  ['see #1', []],
  ['prefixes #1', []],
  ['fixes 1', []],
  ['fixes#1', []],
])('%j closes %j', (message, numbers) => {
  expect(closedIssues(message)).toEqual(numbers);
});
