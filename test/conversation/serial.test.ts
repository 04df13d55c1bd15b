import { describe, expect, it } from 'vitest';
import { serialFrom } from '../../src/conversation/answers/serial.ts';

describe('a serial number', () => {
  it.each([
    ['S6XNNG0R123456', 'S6XNNG0R123456'],
    ['s6xnng0r123456', 'S6XNNG0R123456'],
    ['s six x n n g zero r one two three four five six', 'S6XNNG0R123456'],
    ['S 6 X N N G 0 R 1 2 3 4 5 6', 'S6XNNG0R123456'],
    ['s six x double n g zero r triple one', 'S6XNNG0R111'],
    ['sierra six xray november november golf oh romeo twelve', 'S6XNNG0R12'],
    ['Sierra 6 X-ray November', 'S6XN'],
    ['sierra six x ray november', 'S6XN'],
    ['s as in sierra six x as in xray n n g', 'S6XNNG'],
    ['ess six ex en en gee zero are', 'S6XNNG0R'],
    ['s twenty one x ninety nine', 'S21X99'],
    ['WD-WX12D3', 'WD-WX12D3'],
    ['w d dash w x one two d three', 'WD-WX12D3'],
  ])('said as "%s" is %s', (said, printed) => {
    expect(serialFrom(said)).toBe(printed);
  });

  it.each([
    'on the label of the box',
    'unreadable',
    'somewhere in my email from 2024',
    'x',
    'four',
    'turn on the kitchen light',
    'never mind',
    '',
  ])('is not made of "%s"', (said) => {
    expect(serialFrom(said)).toBeUndefined();
  });
});
