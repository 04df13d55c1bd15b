import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Wire, wires } from '../wires.ts';
import { createWireBench } from './wire-bench.ts';

/** Prices of {@link Wire}'s models, in dollars. */
const costOf = ({ input, output }: { readonly input: number; readonly output: number }): number =>
  (input * 2 + output * 10) / 1_000_000;

const usage = { input: 30, output: 9 };

describe.each(wires.map((one, index) => ({ ...one, other: wires[(index + 1) % wires.length] ?? one })))(
  'when something goes wrong with a model behind the interface of $name',
  ({ faults, start, other }) => {
    let first: Wire;
    let second: Wire;
    beforeEach(async () => {
      [first, second] = [await start(), await other.start()];
    });
    afterEach(async () => {
      await first.close();
      await second.close();
    });

    it.each(Object.entries(faults))(
      'another answers, or the truth is told, and nothing is paid for twice: %s',
      async (name, { code, isPaid, isSilent }) => {
        const { ask, clock, charged, egressEntries, spentUsd } = await createWireBench([first, second]);
        first.answer({ text: ['It ', 'runs ', 'well.'], usage });
        first.fail(name);
        second.answer({ text: ['All ', 'is ', 'well.'], usage });
        let isOver = false;
        let words = 0;
        const spoken = Promise.withResolvers<void>();
        const asked = ask(undefined, ({ kind }) => {
          words += kind === 'text' ? 1 : 0;
          if (words === 2) spoken.resolve();
        }).finally(() => {
          isOver = true;
        });
        await first.arrived(1);
        // What comes before the silence has to be there before the clock moves.
        if (code === 'model.stalled') await spoken.promise;
        // The longest that somebody at a screen is left waiting for a sign.
        for (let seconds = 0; isSilent && !isOver && seconds <= 60; seconds += 10)
          await clock.advance(10_000);
        const { error, text, way } = await asked;

        if (isPaid) expect(error).toMatchObject({ code });
        else expect([error, text]).toEqual([undefined, 'All is well.']);
        const models = isPaid ? [first.model.name] : [first.model.name, second.model.name];
        expect(way).toEqual(isPaid ? [models[0], code] : [models[0], code, models[1]]);
        // Each charge is one request on the wire and one entry of the ledger, and the other way round.
        expect(charged.map(({ model }) => model)).toEqual(models);
        expect([first.bodies().length, second.bodies().length]).toEqual([1, isPaid ? 0 : 1]);
        expect(
          egressEntries()
            .map(({ model }) => model)
            .reverse(),
        ).toEqual(models);
        expect(spentUsd()).toBeCloseTo(isPaid ? (charged[0]?.usd ?? 0) : costOf(usage), 10);
        await first.idle();
        expect(clock.pending).toBe(0);
      },
    );
  },
);

describe('a hundred requests at the same time, of which many meet something that goes wrong', () => {
  const started: Wire[] = [];
  afterEach(async () => {
    for (const wire of started.splice(0)) await wire.close();
  });

  it('keep to the caps together, and each that a vendor may bill is charged', async () => {
    for (const { start } of wires) started.push(await start());
    const capUsd = 0.1;
    const { ask, charged, egressEntries, spentUsd } = await createWireBench(started, { capUsd });
    for (const [index, wire] of started.entries()) {
      const names = Object.entries(wires[index]?.faults ?? {}).filter(([, { isSilent }]) => !isSilent);
      for (const [name] of names.filter((_, turn) => turn % 2 === index % 2)) wire.fail(name);
      for (let turn = 0; turn < 100; turn += 1) wire.answer({ text: ['It ', 'is ', 'well.'], usage });
    }
    const answers = await Promise.all(Array.from({ length: 100 }, () => ask()));

    const sent = started.map((wire) => wire.bodies().length);
    const chargedOf = (name: string) => charged.filter(({ model }) => model === name).length;
    expect(started.map(({ model }) => chargedOf(model.name))).toEqual(sent);
    expect(egressEntries()).toHaveLength(charged.length);
    expect(new Set(charged.map(({ requestId, model }) => `${requestId} ${model}`)).size).toBe(charged.length);

    const whole = answers.filter(({ text, error }) => text === 'It is well.' && error === undefined).length;
    expect(whole).toBeGreaterThan(10);
    expect(answers.filter(({ error }) => error !== undefined)).toHaveLength(100 - whole);
    // Some met a cap.
    expect(
      answers.some(({ error }) => (error as { code?: string } | undefined)?.code === 'model.over-cap'),
    ).toBe(true);
    expect(spentUsd()).toBeLessThanOrEqual(capUsd);
    expect(spentUsd()).toBeGreaterThanOrEqual(whole * costOf(usage));
  });
});
