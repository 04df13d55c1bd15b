/**
 * Adds up what .ci/run noted: `steps` holds a line "NAME EXIT_CODE" per step, `NAME.json` is the report of vitest where a
 * step has one. Prints "N passed, N failed" as the last line and fails unless everything passed.
 *
 * A step counts as one failure more when it ended badly without a failed test (a crash, a failed hook, a missing peer), and
 * a step of tests that ran none has failed. Plain JavaScript: it runs on the machine's own Node.
 *
 * Usage: node .ci/totals.mjs FOLDER
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Steps that are made of tests; any other is one check. */
const testSteps = ['fast', 'lab'];

const readReport = (file) => {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
};

const count = (folder, name, status) => {
  if (!testSteps.includes(name))
    return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
  const report = readReport(join(folder, `${name}.json`));
  const passed = report?.numPassedTests ?? 0;
  const failedTests = report?.numFailedTests ?? 0;
  for (const { name: file, assertionResults = [] } of report?.testResults ?? [])
    for (const test of assertionResults)
      if (test.status === 'failed') failures.push(`${name}: ${relative('.', file)}: ${test.fullName}`);
  const isBad = status !== 0 || report?.success !== true || passed === 0;
  return {
    passed,
    failed: failedTests > 0 || !isBad ? failedTests : 1,
    skipped: report?.numPendingTests ?? 0,
  };
};

const folder = process.argv[2];
/** Named last, because the beginning of a long log is often cut. */
const failures = [];
const steps = readFileSync(join(folder, 'steps'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(' '));

const total = { passed: 0, failed: 0 };
for (const [name, status] of steps) {
  const { passed, failed, skipped } = count(folder, name, Number(status));
  total.passed += passed;
  total.failed += failed;
  console.log(`${name}: ${passed} passed, ${failed} failed, ${skipped} skipped`);
}
for (const failure of failures) console.log(`FAILED ${failure}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
