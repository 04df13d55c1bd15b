import { describe, expect, it } from 'vitest';
import { claimsIn, claimTemplates } from './claims.ts';

describe('the checker of claims, which the other tests here rely on', () => {
  it.each(claimTemplates)('sees: %s', (template) => {
    expect(claimsIn(`It is so. ${template.replace('{name}', 'immich')} Ask again.`)).toHaveLength(1);
  });

  it.each([
    'immich is running. paperless-ngx is stopped.',
    'I have asked Alice for approval. Nothing was restarted.',
    'Restart immich waits for approval.',
    'Ich habe um Genehmigung gebeten. Es wurde nichts neu gestartet.',
    'Rien n’a été redémarré.',
  ])('lets pass: %s', (speech) => {
    expect(claimsIn(speech)).toEqual([]);
  });
});
