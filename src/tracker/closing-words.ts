/**
 * Numbers of the issues that a commit message closes, by GitHub's grammar: close, closes, closed, fix, fixes, fixed,
 * resolve, resolves, resolved, an optional colon, and `#n`. Letter case does not matter.
 */
export const closedIssues = (message: string): number[] => [
  ...new Set(
    [...message.matchAll(/\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+#(\d+)\b/gi)].map((match) =>
      Number(match[1]),
    ),
  ),
];
