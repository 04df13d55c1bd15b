import { describe, expect, it } from 'vitest';
import { createAutoDocumentation } from '../../../src/workflow/steps/auto-documentation.ts';
import { createGitCommit } from '../../../src/workflow/steps/git-commit.ts';
import { createGithubIntegration } from '../../../src/workflow/steps/github-integration.ts';
import { recordStepProblems } from '../../../src/workflow/steps/record-step-rules.ts';
import { planning, template } from '../../support/plans.ts';

describe('the steps of the record', () => {
  it('name the pages that the one commit of the run brings up to date', async () => {
    const files = ['docs/infrastructure/storage.md', 'INFRASTRUCTURE.md'];
    const [planned] = await createGitCommit().plan(
      template('git-commit', { files_to_update: files }),
      planning(),
    );
    expect(planned).toMatchObject({ step: { kind: 'record', effect: null }, documentationPages: files });
    const [automatic] = await createAutoDocumentation().plan(template('auto-documentation'), planning());
    expect(automatic?.documentationPages).toEqual(['INFRASTRUCTURE.md']);
  });

  it.each([
    '../secrets.md',
    '/etc/passwd',
    'docs/../../x.md',
    '.git/hooks/x.md',
    'docs//x.md',
    'storage.txt',
    '',
  ])('refuse a page that is no Markdown file of the documentation: %s', (path) => {
    expect(createGitCommit().fields.safeParse({ files_to_update: [path] }).success).toBe(false);
  });

  it('open the issue where nothing comes before, and close it elsewhere', async () => {
    const handler = createGithubIntegration();
    const [open] = await handler.plan(template('github-integration'), planning());
    const [close] = await handler.plan(
      template('github-integration', {}, { dependencies: ['documentation-update'] }),
      planning(),
    );
    expect([open?.step.title, close?.step.title]).toEqual(['Open the issue', 'Close the issue']);
  });

  it('come last: nothing else may depend on documentation or closing, while opening may come first', () => {
    const steps = [
      template('github-integration', {}, { name: 'open' }),
      template('proxmox-task', {}, { name: 'expand', dependencies: ['open'] }),
      template('git-commit', {}, { name: 'document', dependencies: ['expand'] }),
      template('github-integration', {}, { name: 'close', dependencies: ['document'] }),
    ];
    expect(recordStepProblems(steps)).toEqual([]);
    const late = template('proxmox-task', {}, { name: 'late', dependencies: ['close'] });
    expect(recordStepProblems([...steps, late])).toEqual([
      { step: 'late', text: expect.stringContaining('late depends on close') },
    ]);
  });
});
