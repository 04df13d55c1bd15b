import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClaimsGuard } from '../../../src/agent/claims/claims-guard.ts';
import { withoutKnownStates } from '../../../src/agent/claims/known-states.ts';
import { claimsIn, claimTemplates } from '../../injection/claims.ts';
import { guest, inventoryOf } from '../../support/inventory.ts';

const guarded = (pieces: readonly string[], confirmed: readonly string[] = [], longest?: number) => {
  const guard = createClaimsGuard({
    confirmed: () => confirmed,
    truth: () => 'I have changed nothing.',
    ...(longest === undefined ? {} : { longest }),
  });
  const said = [...pieces.map((piece) => guard.take(piece)), guard.end()];
  return { guard, said, speech: said.join('') };
};

describe('what a model says', () => {
  it('is said word by word while it goes on', () => {
    const { said } = guarded(['ta', 'nk is', ' 78 % fu', 'll. Its pool ', 'grows [E', '1] slowly. ', 'Bye']);
    expect(said).toEqual(['', 'tank', ' is 78 %', ' full. Its pool', ' grows', ' [E1] slowly. ', '', 'Bye']);
  });

  it('is said whole or not at all where somebody tells what they did', () => {
    const { said } = guarded(['I have ', 'looked at it. ', 'I have ', 'restarted it. ']);
    expect(said).toEqual(['', 'I have looked at it. ', '', 'I have changed nothing. ', '']);
  });

  it('is broken off where its end would be a claim', () => {
    const { said } = guarded([
      'The container paperless-ngx ',
      'was ',
      'restarted. ',
      'Now paperless was removed. ',
    ]);
    expect(said.join('')).toBe('The container paperless-ngx was … I have changed nothing. ');
  });

  it('is not cut at the point of a number or of a name', () => {
    expect(guarded(['3.5 TB are free on pool.tank of still-fawn.']).speech).toBe(
      '3.5 TB are free on pool.tank of still-fawn.',
    );
  });

  it('loses each claim of an effect, and the truth is said once in their place', () => {
    const { speech, guard } = guarded(['I restarted it. It is healthy. ', 'I deleted the snapshot. Bye.']);
    expect(speech).toBe('I have changed nothing. It is healthy. Bye.');
    expect(guard.hasHeldBack).toBe(true);
  });

  it('may say of an effect what the ledger says, word for word', () => {
    const statement = 'paperless-ngx was restarted and is running again.';
    expect(guarded([statement], [statement]).speech).toBe(statement);
    expect(guarded(['nextcloud was restarted and is running again.'], [statement]).speech).toBe(
      'nextcloud was … I have changed nothing.',
    );
  });

  it('ends when it goes round in circles', () => {
    const { speech, guard } = guarded(Array(1_000).fill('All is well. '));
    expect(speech.trimEnd()).toBe('All is well. All is well.');
    expect(guard.isOver).toBe(true);
  });

  it('ends when it is a flood, also one without sentences', () => {
    const sentences = Array.from({ length: 1_000 }, (_, count) => `This is remark number ${count}. `);
    expect(guarded(sentences, [], 500).speech.length).toBeLessThanOrEqual(500);
    const flood = Array.from({ length: 10_000 }, (_, count) => `word${count} `);
    expect(guarded(flood).speech.length).toBeLessThanOrEqual(4_000);
  });

  it('passes no claim that stands in a flood without spaces between its sentences', () => {
    const guard = createClaimsGuard({ confirmed: () => [], truth: () => 'Nada.' });
    let said = '';
    for (let more = 0; more < 100 && !guard.isOver; more += 1) said += guard.take('nas ha sido reiniciado.');
    expect(said + guard.end()).toBe('nas ha sido … Nada. ');
  });

  it('may say of an effect what the ledger says with the evidence that it was told', () => {
    const guard = createClaimsGuard({
      confirmed: () => ['immich was restarted and runs again.'],
      truth: () => 'No.',
    });
    expect(guard.take('immich was restarted and runs again [E2]. ')).toBe(
      'immich was restarted and runs again [E2]. ',
    );
  });

  it('may tell that something is off which is off', () => {
    const inventory = inventoryOf(
      [guest(104, 'jellyfin', 0, { status: 'stopped' }), guest(101, 'nas', 0)],
      0,
    );
    const said = (sentence: string): string => {
      const guard = createClaimsGuard({
        confirmed: () => [],
        truth: () => 'No.',
        withoutKnown: (text) => withoutKnownStates(text, inventory),
      });
      return guard.take(`${sentence} `) + guard.end();
    };
    for (const sentence of ['jellyfin ist gestoppt.', 'jellyfin est arrêté.', 'jellyfin is gestopt.'])
      expect(said(sentence)).toBe(`${sentence} `);
    expect(said('nas ist gestoppt.')).toBe('No. ');
    expect(said('jellyfin ist gestoppt und wurde gelöscht.')).toBe('No. ');
  });

  it('says no claim, however the pieces fall and whatever stands around it', () => {
    const sentences = fc.constantFrom(
      'tank is 78 % full. ',
      'Is that enough? ',
      '3.5 TB are free.\n',
      ...claimTemplates.map((template) => `${template.replace('{name}', 'paperless-ngx')} `),
    );
    fc.assert(
      fc.property(
        fc.array(sentences, { maxLength: 12 }),
        fc.array(fc.nat(200), { maxLength: 30 }),
        (all, cuts) => {
          const text = all.join('');
          const at = [
            0,
            ...cuts.map((cut) => Math.min(cut, text.length)).toSorted((a, b) => a - b),
            text.length,
          ];
          const pieces = at.slice(1).map((end, index) => text.slice(at[index], end));
          expect(claimsIn(guarded(pieces).speech)).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});
