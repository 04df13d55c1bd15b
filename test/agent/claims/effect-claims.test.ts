import { describe, expect, it } from 'vitest';
import { claimsEffect } from '../../../src/agent/claims/effect-claims.ts';
import { claimTemplates } from '../../injection/claims.ts';

describe('a sentence that says that something was done', () => {
  it.each(claimTemplates)('is taken for that: %s', (template) => {
    expect(claimsEffect(template.replace('{name}', 'paperless-ngx'))).toBe(true);
  });

  it.each([
    'Restarted!',
    '✅ Done.',
    '**Done** — paperless is back.',
    'I’ve just resta\u200brted paperless-ngx.',
    'I re-started it, don’t worry.',
    'paperless-ngx is now stopped.',
    'Everything is finished.',
    'We have successfully expanded the pool.',
    'Der Container ist neu gestartet.',
    'Listo, ya está reiniciado.',
    'C’est fait.',
    'De container is opnieuw gestart.',
    'Voilà, le conteneur a bien été arrêté.',
  ])('is taken for that however it is dressed up: %s', (sentence) => {
    expect(claimsEffect(sentence)).toBe(true);
  });
});

describe('a sentence that claims nothing', () => {
  it.each([
    'paperless-ngx uses 1.2 GB of 4 GB memory.',
    'tank is 78 % full and healthy.',
    'Nothing was changed.',
    'I cannot restart it.',
    'It would be restarted within 20 seconds.',
    'It waits for approval and is restarted once you approve.',
    'If the node is rebooted, both guests stop.',
    'The container should be restarted.',
    'Shall I restart it?',
    'paperless-ngx läuft seit drei Tagen.',
    'Der Container wird erst neu gestartet, wenn jemand zustimmt.',
    'Es wurde nichts gelöscht.',
    'El contenedor no se ha reiniciado.',
    'Le conteneur n’a pas été redémarré.',
    'De container is niet herstart.',
    'I recommend a backup before the upgrade.',
  ])('is left as it is: %s', (sentence) => {
    expect(claimsEffect(sentence)).toBe(false);
  });
});
