import { describe, expect, it } from 'vitest';
import { coerceArguments } from '../../../../src/llm/providers/repairs/coerce-arguments.ts';

const schema = {
  type: 'object',
  properties: {
    guest: { type: 'string' },
    id: { type: 'integer' },
    share: { type: 'number' },
    force: { type: 'boolean' },
    state: { type: 'string', enum: ['Running', 'Stopped'] },
    tags: { type: 'array', items: { type: 'string' } },
    range: { type: 'object', properties: { from: { type: 'integer' } } },
    note: { type: ['string', 'null'] },
  },
  required: ['guest'],
};

describe('arguments of a tool call', () => {
  it.each<[string, unknown, object]>([
    [
      'stay as they are when they are right',
      { guest: 'paperless', id: 101 },
      { guest: 'paperless', id: 101 },
    ],
    ['are read from JSON in a string', '{"guest":"paperless"}', { guest: 'paperless' }],
    ['are read from JSON in a string in a string', '"{\\"id\\":1}"', { id: 1 }],
    ['are read from JSON that is broken', "{guest: 'paperless', id: 101,", { guest: 'paperless', id: 101 }],
    ['are unwrapped', { arguments: { guest: 'paperless' } }, { guest: 'paperless' }],
    ['are unwrapped from JSON in a string', { parameters: '{"id":"7"}' }, { id: 7 }],
    ['become numbers', { id: '101', share: ' 0.5' }, { id: 101, share: 0.5 }],
    ['become truth', { force: 'True' }, { force: true }],
    ['become text', { guest: 101 }, { guest: '101' }],
    ['are taken out of a list of one', { guest: ['paperless'] }, { guest: 'paperless' }],
    ['become a list', { tags: 'web' }, { tags: ['web'] }],
    ['become a list from JSON in a string', { tags: '["web", 1]' }, { tags: ['web', '1'] }],
    ['become an object', { range: '{"from":"3"}' }, { range: { from: 3 } }],
    ['take the case of the choices', { state: 'running' }, { state: 'Running' }],
    ['lose null where nothing is needed', { id: null, guest: null }, { guest: null }],
    ['keep one of several types', { note: 'x' }, { note: 'x' }],
    [
      'keep what cannot be understood',
      { id: 'the first', force: 'perhaps' },
      { id: 'the first', force: 'perhaps' },
    ],
    ['keep names that the schema does not have', { other: '1' }, { other: '1' }],
    ['keep text that looks like a number', { guest: '101' }, { guest: '101' }],
    ['keep a fraction where a whole number is wanted', { id: '1.5' }, { id: '1.5' }],
    ['are none when there is no object', 'paperless', {}],
    ['are none when there is nothing', undefined, {}],
  ])('%s', (_, given, expected) => {
    expect(coerceArguments(given, schema)).toEqual(expected);
  });

  it('are not unwrapped where the tool has an argument of that name', () => {
    const own = { type: 'object', properties: { parameters: { type: 'object' } } };
    expect(coerceArguments({ parameters: { id: 1 } }, own)).toEqual({ parameters: { id: 1 } });
  });
});
