import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Provenance } from '../../../src/core/provenance.ts';
import { createInspector } from '../../../src/llm/privacy/inspect.ts';
import type { Detector, Finding } from '../../../src/llm/privacy/inspection.ts';

const known = [
  { entity: 'host', value: 'still-fawn' },
  { entity: 'serial', value: 'WD-WXC1A90' },
] as const;
const secret = 'k3ep-Me.s4fe';
const inspector = createInspector({ known: () => known, secrets: () => [secret] });

const found = async (text: string): Promise<string[]> =>
  (await inspector.inspect(text, 'product')).findings.map(({ rule }) => rule);

const finds = (finding: Partial<Finding>): Detector => ({
  name: 'finds',
  detect: () => [
    { rule: 'test', kind: 'identity', entity: 'host', start: 0, end: 1, value: 'x', ...finding },
  ],
});
const none: Detector = { name: 'none', detect: () => [] };

describe('the class of a text', () => {
  it('is that of where it came from when nothing is found in it', async () => {
    const plain = createInspector({ known: () => [], secrets: () => [], detectors: [none] });
    const classes: Record<string, string> = {};
    for (const provenance of ['product', 'request', 'log'] as const)
      classes[provenance] = (await plain.inspect('all is well', provenance)).class;
    expect(classes).toEqual({ product: 'public', request: 'internal', log: 'secret' });
  });

  it('is raised by what is found, and never lowered', async () => {
    const of = async (provenance: Provenance, finding: Partial<Finding>) =>
      (
        await createInspector({
          known: () => [],
          secrets: () => [],
          detectors: [finds(finding)],
        }).inspect('x', provenance)
      ).class;
    expect(await of('product', {})).toBe('internal');
    expect(await of('product', { kind: 'secret' })).toBe('secret');
    expect(await of('log', {})).toBe('secret');
  });

  it('is secret whenever a detector fails, whatever the others say', async () => {
    const failing: Detector[] = [
      {
        name: 'throws',
        detect: () => {
          throw new Error('broken');
        },
      },
      { name: 'rejects', detect: () => Promise.reject(new Error('broken')) },
      {
        name: 'throws no error',
        detect: () => {
          throw undefined;
        },
      },
      { name: 'returns nonsense', detect: () => undefined as unknown as Finding[] },
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.string({ maxLength: 200 }),
        fc.constantFrom(...failing),
        fc.shuffledSubarray([none, finds({}), finds({ kind: 'secret' })]),
        fc.nat(3),
        fc.constantFrom<Provenance>('product', 'public', 'request', 'inventory', 'log'),
        async (text, broken, others, at, provenance) => {
          const detectors = others.toSpliced(at, 0, broken);
          const { class: is, findings } = await createInspector({
            known: () => [],
            secrets: () => [],
            detectors,
          }).inspect(text, provenance);
          expect(is).toBe('secret');
          expect(findings).toContainEqual({ rule: 'unsure', kind: 'secret', start: 0, end: text.length });
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is secret when the time is over, at whichever detector that is', async () => {
    for (const slow of [0, 1, 2]) {
      let nowMs = 0;
      const detectors = [0, 1, 2].map((index) => ({
        name: `${index}`,
        detect: () => {
          if (index === slow) nowMs += 2_000;
          return [];
        },
      }));
      const late = createInspector({ known: () => [], secrets: () => [], detectors, nowMs: () => nowMs });
      const { class: is, findings } = await late.inspect('all is well', 'product');
      expect([is, findings[0]?.rule]).toEqual(['secret', 'unsure']);
    }
  });

  it('is secret for a text that is too long', async () => {
    const { class: is } = await createInspector({
      known: () => [],
      secrets: () => [],
      detectors: [none],
      maxLength: 10,
    }).inspect('12345678901', 'product');
    expect(is).toBe('secret');
  });

  it('is secret when what is known cannot be told', async () => {
    const broken = createInspector({
      known: () => {
        throw new Error('the inventory is away');
      },
      secrets: () => [],
    });
    expect((await broken.inspect('all is well', 'product')).class).toBe('secret');
  });
});

describe('what is known', () => {
  it.each([
    'still-fawn',
    'Still Fawn',
    'stillfawn',
    'STILL_FAWN',
    'sensor.still_fawn_cpu',
    "still-fawn's disks",
    'still.fawn',
    '重启still-fawn吧',
    'st\u00adill\u2011fawn',
  ])('is found as %j', async (text) => {
    const { findings } = await inspector.inspect(text, 'product');
    expect(findings).toContainEqual(expect.objectContaining({ rule: 'known-host', value: 'still-fawn' }));
  });

  it.each(['distill fawn', 'still fawning', 'be still, fawn', 'still'])(
    'is not found in %j',
    async (text) => {
      expect(await found(text)).toEqual([]);
    },
  );

  it('is found in the middle of a sentence of a script without spaces', async () => {
    const other = createInspector({ known: () => [{ entity: 'host', value: '书房' }], secrets: () => [] });
    const { findings } = await other.inspect('重启书房的服务器', 'product');
    expect(findings).toEqual([
      { rule: 'known-host', kind: 'identity', entity: 'host', start: 2, end: 4, value: '书房' },
    ]);
  });

  it('is looked up anew when it changes', async () => {
    let current: { entity: 'host'; value: string }[] = [];
    const changing = createInspector({ known: () => current, secrets: () => [] });
    expect((await changing.inspect('rosy owl', 'product')).class).toBe('public');
    current = [{ entity: 'host', value: 'rosy-owl' }];
    expect((await changing.inspect('rosy owl', 'product')).class).toBe('internal');
  });

  it('as a secret of the options is found wrapped over lines and inside of base64 at any place', async () => {
    for (const lead of ['', 'a', 'ab', 'abc']) {
      const encoded = Buffer.from(`${lead}${secret}\u0001\u0002`).toString('base64');
      expect(await found(encoded)).toContain('configured-secret');
    }
    expect(await found(`${secret.slice(0, 5)}\n   ${secret.slice(5)}`)).toContain('configured-secret');
    expect(await found('keep me safe')).toEqual([]);
  });
});

const base64 = (text: string) => Buffer.from(text).toString('base64');
const eachCharacter = (write: (character: string) => string) => (text: string) =>
  [...text].map(write).join('');
const hex = (character: string) => (character.codePointAt(0) ?? 0).toString(16);

const encodings: Readonly<Record<string, (text: string) => string>> = {
  base64,
  'base64 of URLs': (text) => Buffer.from(text).toString('base64url'),
  'base64 in lines': (text) => base64(text).replaceAll(/(.{20})/g, '$1\n'),
  'base64 of UTF-16': (text) => Buffer.from(text, 'utf16le').toString('base64'),
  'base64 three times': (text) => base64(base64(base64(text))),
  'hexadecimal digits': (text) => Buffer.from(text).toString('hex'),
  'hexadecimal digits apart': (text) => (Buffer.from(text).toString('hex').match(/../g) ?? []).join(' '),
  'escapes of URLs': eachCharacter((character) => `%${hex(character).padStart(2, '0')}`),
  'escapes of JSON': eachCharacter((character) => `\\u${hex(character).padStart(4, '0')}`),
  'escapes of C': eachCharacter((character) => `\\x${hex(character).padStart(2, '0')}`),
  'references of HTML': eachCharacter((character) => `&#${character.codePointAt(0)};`),
  'hexadecimal references of HTML': eachCharacter((character) => `&#x${hex(character)};`),
  'wide letters': eachCharacter((character) =>
    /[!-~]/.test(character) ? String.fromCharCode(character.charCodeAt(0) + 0xfee0) : character,
  ),
  'unseen characters in between': eachCharacter((character) => `${character}\u200b`),
  'tag characters': eachCharacter((character) => String.fromCodePoint(0xe0000 + character.charCodeAt(0))),
  'base64 in escapes of URLs': (text) => encodeURIComponent(base64(text)),
  'JSON in JSON in base64': (text) => base64(JSON.stringify(JSON.stringify({ text: `\u00e9 ${text}` }))),
};

describe('what is encoded', () => {
  const text = `still-fawn is 192.168.4.20, ${secret}`;
  for (const [name, encode] of Object.entries(encodings))
    it(`is found in ${name}, where that is`, async () => {
      const encoded = encode(text);
      const { class: is, findings } = await inspector.inspect(`see: ${encoded} !`, 'product');
      expect(is).toBe('secret');
      for (const rule of ['known-host', 'ipv4', 'configured-secret'])
        expect(findings.map((finding) => finding.rule)).toContain(rule);
      for (const { start, end } of findings) {
        expect(start).toBeGreaterThanOrEqual(5);
        expect(end).toBeLessThanOrEqual(5 + encoded.length);
      }
    });

  it('character by character has its exact place', async () => {
    const { findings } = await inspector.inspect('a%20still%2dfawn%20b', 'product');
    expect(findings.map(({ start, end }) => 'a%20still%2dfawn%20b'.slice(start, end))).toEqual([
      'still%2dfawn',
    ]);
  });

  it('in letters that look like ours is found', async () => {
    expect(await found('st\u0456ll-f\u0430wn')).toEqual(['known-host']);
  });

  it('in one place does not hide what is in another', async () => {
    const filler = 'nothing to see here. '.repeat(200);
    const text = `${base64('192.168.4.20')} ${filler} still-fawn ${filler} ${base64('WD-WXC1A90 it is')}`;
    expect((await found(text)).toSorted()).toEqual(['ipv4', 'known-host', 'known-serial']);
  });
});

describe('a text made to take long', () => {
  const length = 100_000;
  const units = [
    'a',
    'a.',
    'a:',
    'a@',
    'a-',
    '1.',
    'aa:',
    '%41',
    '&#65;',
    '\\u0041',
    'aGVsbG8gd29ybGQg',
    '41 ',
    ' ',
    '-----BEGIN PRIVATE KEY-----',
    'kind: secret data: ',
    'key=',
    'http://a:b',
    '\u65e5\u672c',
    'a\u200b',
    '<add key="Password" value="',
  ];
  it('is inspected to its end by every detector', async () => {
    // Only an expression that takes more than linear time makes this test run into its own limit.
    const untimed = createInspector({ known: () => known, secrets: () => [secret], nowMs: () => 0 });
    for (const unit of units) {
      const text = unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
      const { findings } = await untimed.inspect(text, 'product');
      expect(findings.map(({ rule }) => rule)).not.toContain('unsure');
    }
  });
});
