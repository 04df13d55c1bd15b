import { expect, it } from 'vitest';
import { resolveApprovers } from '../../src/approvals/approvers.ts';

const people = [
  { userId: 'u1', name: 'Alice', isAdmin: true },
  { userId: 'u2', name: 'Bob', isAdmin: false },
  { userId: 'u3', name: 'bob', isAdmin: false },
];

it('finds approvers by user id and by name, whatever the letter case', () => {
  expect(resolveApprovers([{ user: 'u2' }, { user: ' alice ', pin: '1234' }], { people })).toEqual({
    approvers: [
      { userId: 'u2', name: 'Bob' },
      { userId: 'u1', name: 'Alice', pin: '1234' },
    ],
    unresolved: [],
  });
});

it('does not guess between two people of one name, and names entries that match nobody', () => {
  expect(resolveApprovers([{ user: 'Bob' }, { user: 'Carol' }], { people })).toEqual({
    approvers: [],
    unresolved: ['Bob', 'Carol'],
  });
});
