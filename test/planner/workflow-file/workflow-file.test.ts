// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are what workflow files hold
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkWorkflow } from '../../../src/planner/workflow-file/check-workflow.ts';
import {
  checkTogether,
  loadWorkflows,
  parseWorkflow,
} from '../../../src/planner/workflow-file/workflow-file.ts';
import { createLamps, fileWith, handlersOf, problemsOf, types, workflowOf } from '../support.ts';

const folder = join(import.meta.dirname, '../../../workflows');
const handlers = handlersOf(createLamps());
const lamp = (name: string, more = ''): string => `    - { name: ${name}, type: lamp, lamp: porch${more} }\n`;

describe('the workflows that Steward brings', () => {
  it('load, each under the name of its file and with a title and a purpose', () => {
    const catalogue = loadWorkflows(folder, handlers);
    expect([...catalogue.keys()].sort()).toEqual(
      readdirSync(folder)
        .filter((file) => file.endsWith('.yaml'))
        .map((file) => file.replace('.yaml', ''))
        .sort(),
    );
    for (const workflow of catalogue.values()) {
      expect(workflow.title).not.toBe(workflow.name);
      expect(workflow.purpose.length).toBeGreaterThan(10);
      expect(workflow.minutesSaved).toBeGreaterThan(0);
    }
  });
});

describe('a workflow file', () => {
  it('has the same digest when it differs in comments and spacing only', () => {
    const plain = fileWith(lamp('a'));
    expect(workflowOf(plain.replace('kind:', '# a comment\nkind:  ')).digest).toBe(workflowOf(plain).digest);
    expect(workflowOf(fileWith(lamp('b'))).digest).not.toBe(workflowOf(plain).digest);
  });

  it('is read as text, not as a path', () => {
    const text = readFileSync(join(folder, 'restart-guest.yaml'), 'utf8');
    expect(parseWorkflow('anything', text, handlers).name).toBe('restart-guest');
  });

  it('puts steps in order whatever their order in the file, and takes a reference for a dependency', () => {
    const workflow = workflowOf(
      fileWith(`    - { name: last, type: look, at: "\${first.status.outputs.lux}" }
    - { name: middle, type: look, dependencies: [first] }
    - { name: first, type: look }
`),
    );
    expect(workflow.steps.map(({ name }) => name)).toEqual(['first', 'last', 'middle']);
    expect(workflow.steps[1]?.dependencies).toEqual(['first']);
  });

  it('understands the spelling of Go templates, and makes a parameter of it where none is declared', () => {
    const text = fileWith('    - { name: a, type: lamp, lamp: "{{.service_name}}" }\n').replace(
      '  schema:\n    spec: {}\n',
      '',
    );
    const workflow = workflowOf(text);
    expect(workflow.parameters).toEqual({
      service_name: { type: 'string', isList: false, isRequired: true },
    });
    expect(workflow.steps[0]?.fields['lamp']).toBe('${schema.spec.service_name}');
    expect(
      problemsOf(fileWith('    - { name: a, type: lamp, lamp: "{{.gest}}" }\n', ' guest: string ')),
    ).toMatchObject([{ code: 'workflow.reference', mend: expect.stringContaining('Did you mean guest?') }]);
  });
});

interface Mistake {
  readonly what: string;
  readonly text: string;
  readonly code: string;
  /** `line:column` */
  readonly at: string;
  readonly says: RegExp;
}

const deep = (levels: number): string => `${'{a: '.repeat(levels)}1${'}'.repeat(levels)}`;

const mistakes: readonly Mistake[] = [
  {
    what: 'two megabytes',
    text: `${fileWith(lamp('a'))}# ${'x'.repeat(2 ** 21)}`,
    code: 'workflow.too-large',
    at: '1:1',
    says: /256 KiB/,
  },
  {
    what: 'too many values',
    text: `a: [${'1,'.repeat(30_000)}1]`,
    code: 'workflow.too-large',
    at: '1:1',
    says: /20000 values/,
  },
  {
    what: 'a syntax error',
    text: fileWith('    - { name: a, type: lamp\n'),
    code: 'workflow.yaml',
    at: '10:1',
    says: /not YAML/,
  },
  { what: 'a tab', text: fileWith('\t- name: a\n'), code: 'workflow.tab', at: '9:1', says: /tab/ },
  {
    what: 'a second document',
    text: `${fileWith(lamp('a'))}---\na: 1\n`,
    code: 'workflow.many-documents',
    at: '10:1',
    says: /second document/,
  },
  {
    what: 'an alias',
    text: fileWith(lamp('a', ', to: &x on, brightness: *x')),
    code: 'workflow.yaml-feature',
    at: '9:50',
    says: /anchor &x/,
  },
  {
    what: 'aliases that grow without end',
    text: `a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n${fileWith(lamp('a'))}`,
    code: 'workflow.yaml-feature',
    at: '1:7',
    says: /&a/,
  },
  {
    what: 'a tag',
    text: fileWith(lamp('a', ', to: !!js/function "x"')),
    code: 'workflow.yaml-feature',
    at: '9:61',
    says: /tag/,
  },
  {
    what: 'a merge key',
    text: fileWith('    - { name: a, type: lamp, lamp: x, <<: {to: on} }\n'),
    code: 'workflow.yaml-feature',
    at: '9:39',
    says: /merge key/,
  },
  {
    what: 'deep nesting',
    text: fileWith(lamp('a', `, to: ${deep(60)}`)),
    code: 'workflow.nesting',
    at: '9:128',
    says: /deeper/,
  },
  {
    what: 'very deep nesting',
    text: `${'['.repeat(100_000)}`,
    code: 'workflow.nesting',
    at: '1:1',
    says: /deeper/,
  },
  {
    what: 'a key that stands twice',
    text: `${fileWith(lamp('a'))}kind: Pod\n`,
    code: 'workflow.duplicate-key',
    at: '10:1',
    says: /kind stands twice/,
  },
  { what: 'an empty file', text: '', code: 'workflow.shape', at: '1:1', says: /the file/ },
  {
    what: 'another kind',
    text: fileWith(lamp('a')).replace('ResourceGraphDefinition', 'Pod'),
    code: 'workflow.shape',
    at: '2:7',
    says: /kind/,
  },
  {
    what: 'a bad name',
    text: fileWith(lamp('a'), '', 'Bad Name'),
    code: 'workflow.shape',
    at: '4:9',
    says: /metadata\.name/,
  },
  {
    what: 'an unknown key',
    text: fileWith(lamp('a')).replace('  schema:', '  shema:'),
    code: 'workflow.unknown-field',
    at: '6:3',
    says: /shema.*schema/,
  },
  { what: 'no steps', text: fileWith('    []\n'), code: 'workflow.shape', at: '9:5', says: /resources/ },
  {
    what: 'a step without a name',
    text: fileWith('    - { type: lamp, lamp: x }\n'),
    code: 'workflow.shape',
    at: '9:7',
    says: /name is missing/,
  },
  {
    what: 'too many steps',
    text: fileWith(Array.from({ length: 101 }, (_, index) => lamp(`a${index}`)).join('')),
    code: 'workflow.too-many-steps',
    at: '9:5',
    says: /100 steps/,
  },
  {
    what: 'an unknown step type',
    text: fileWith('    - { name: a, type: lmap, lamp: x }\n'),
    code: 'workflow.step-type',
    at: '9:24',
    says: /lmap.*Did you mean lamp\?/,
  },
  {
    what: 'two steps of one name',
    text: fileWith(lamp('a') + lamp('a')),
    code: 'workflow.duplicate-name',
    at: '10:15',
    says: /two steps named a/,
  },
  {
    what: 'two steps of one identifier',
    text: fileWith(lamp('a-b') + lamp('aB')),
    code: 'workflow.duplicate-name',
    at: '10:15',
    says: /identifier, aB/,
  },
  {
    what: 'an unknown dependency',
    text: fileWith(lamp('first') + lamp('b', ', dependencies: [frist]')),
    code: 'workflow.dependency',
    at: '10:58',
    says: /frist.*Did you mean first\?/,
  },
  {
    what: 'a cycle',
    text: fileWith(
      lamp('a', ', dependencies: [c]') + lamp('b', ', dependencies: [a]') + lamp('c', ', dependencies: [b]'),
    ),
    code: 'workflow.cycle',
    at: '9:57',
    says: /a → c → b → a/,
  },
  {
    what: 'a step that waits for itself',
    text: fileWith(lamp('a', ', dependencies: [a]')),
    code: 'workflow.cycle',
    at: '9:57',
    says: /itself/,
  },
  {
    what: 'a cycle through a reference',
    text: fileWith(
      '    - { name: a, type: look, at: "${b.status.outputs.lux}" }\n    - { name: b, type: look, dependencies: [a] }\n',
    ),
    code: 'workflow.cycle',
    at: '9:7',
    says: /a → b → a/,
  },
  {
    what: 'an unknown field',
    text: fileWith(lamp('a', ', brigthness: 5')),
    code: 'workflow.unknown-field',
    at: '9:43',
    says: /brigthness.*Did you mean brightness\?/,
  },
  {
    what: 'a missing field',
    text: fileWith('    - { name: a, type: lamp }\n'),
    code: 'workflow.field',
    at: '9:7',
    says: /lamp is missing/,
  },
  {
    what: 'a field of the wrong type',
    text: fileWith(lamp('a', ', brightness: bright')),
    code: 'workflow.field',
    at: '9:55',
    says: /brightness is a string/,
  },
  {
    what: 'a value that is not allowed',
    text: fileWith(lamp('a', ', to: dim')),
    code: 'workflow.field',
    at: '9:47',
    says: /on, off/,
  },
  {
    what: 'a bad parameter',
    text: fileWith(lamp('a'), ' guest: strng '),
    code: 'workflow.parameter-schema',
    at: '7:20',
    says: /strng/,
  },
  {
    what: 'a parameter that is not declared',
    text: fileWith('    - { name: a, type: lamp, lamp: "${schema.spec.lmap}" }\n', ' lamp: string '),
    code: 'workflow.reference',
    at: '9:39',
    says: /lmap.*Did you mean lamp\?/,
  },
  {
    what: 'a parameter of the wrong type',
    text: fileWith(lamp('a', ', brightness: "${schema.spec.much}"'), ' much: string '),
    code: 'workflow.field',
    at: '9:55',
    says: /type string where/,
  },
  {
    what: 'an unknown step in an expression',
    text: fileWith(
      '    - { name: look-up, type: look }\n    - { name: b, type: look, at: "${lookup.status.outputs.lux}" }\n',
    ),
    code: 'workflow.reference',
    at: '10:37',
    says: /lookup.*Did you mean lookUp\?/,
  },
  {
    what: 'an unknown output',
    text: fileWith(
      '    - { name: a, type: look }\n    - { name: b, type: look, at: "${a.status.outputs.lx}" }\n',
    ),
    code: 'workflow.reference',
    at: '10:37',
    says: /output lx.*Did you mean lux\?/,
  },
  {
    what: 'an unknown part of a step',
    text: fileWith('    - { name: a, type: look }\n    - { name: b, type: look, at: "${a.output.lux}" }\n'),
    code: 'workflow.expression',
    at: '10:37',
    says: /output/,
  },
  {
    what: 'CEL that is none',
    text: fileWith('    - { name: a, type: look, at: "${1 +}" }\n'),
    code: 'workflow.expression',
    at: '9:37',
    says: /not CEL/,
  },
  {
    what: 'an expression that is not closed',
    text: fileWith('    - { name: a, type: look, at: "${1 + 1" }\n'),
    code: 'workflow.expression',
    at: '9:34',
    says: /not closed/,
  },
  {
    what: 'types that do not go together',
    text: fileWith('    - { name: a, type: look, at: "${schema.spec.n + 1}" }\n', ' n: string '),
    code: 'workflow.expression',
    at: '9:37',
    says: /string \+ int/,
  },
  {
    what: 'a regular expression',
    text: fileWith("    - { name: a, type: look, includeWhen: [\"${'a'.matches('(a+)+')}\"] }\n"),
    code: 'workflow.expression',
    at: '9:47',
    says: /matches/,
  },
  {
    what: 'a condition that is none',
    text: fileWith('    - { name: a, type: look, includeWhen: ["${1 + 1}"] }\n'),
    code: 'workflow.condition',
    at: '9:47',
    says: /type int/,
  },
  {
    what: 'a condition in plain words',
    text: fileWith('    - { name: a, type: look, includeWhen: ["always"] }\n'),
    code: 'workflow.condition',
    at: '9:44',
    says: /no expression/,
  },
  {
    what: 'a success condition about another step',
    text: fileWith(
      '    - { name: a, type: look }\n    - { name: b, type: look, readyWhen: ["${a.status.outputs.lux > 1}"] }\n',
    ),
    code: 'workflow.condition',
    at: '10:42',
    says: /refers to a\./,
  },
  {
    what: 'a loop over no list',
    text: fileWith(lamp('a', ', forEach: [{ x: "${schema.spec.n}" }]'), ' n: integer '),
    code: 'workflow.loop',
    at: '9:61',
    says: /no list/,
  },
  {
    what: 'a loop over outputs',
    text: fileWith(
      '    - { name: a, type: look }\n    - { name: b, type: look, forEach: [{ x: "${a.status.outputs.names}" }] }\n',
    ),
    code: 'workflow.effect-unknown',
    at: '10:45',
    says: /output of a/,
  },
  {
    what: 'a change that needs an output',
    text: fileWith(
      '    - { name: a, type: look }\n    - { name: b, type: lamp, lamp: "${a.status.outputs.lux}" }\n',
    ),
    code: 'workflow.effect-unknown',
    at: '10:36',
    says: /An approval covers/,
  },
  {
    what: 'a bad duration',
    text: fileWith(lamp('a', ', timeout: soon')),
    code: 'workflow.shape',
    at: '9:52',
    says: /duration/,
  },
  {
    what: 'a way to undo what changes nothing',
    text: fileWith('    - { name: a, type: look, undo: { at: x } }\n'),
    code: 'workflow.field',
    at: '9:36',
    says: /nothing to undo/,
  },
  {
    what: 'a wrong field of undo',
    text: fileWith(lamp('a', ', undo: { lamp: x, too: off }')),
    code: 'workflow.unknown-field',
    at: '9:60',
    says: /too/,
  },
];

describe('each kind of mistake', () => {
  it.each(mistakes.map((mistake) => [mistake.what, mistake] as const))(
    '%s has its own error, with place and mend',
    (_what, { text, code, at, says }) => {
      const problems = problemsOf(text);
      const found = problems.find((problem) => problem.code === code);
      expect(problems.map((problem) => `${problem.code} ${problem.message}`).join('\n')).toContain(code);
      expect(`${found?.line}:${found?.column}`).toBe(at);
      expect(`${found?.message} ${found?.mend}`).toMatch(says);
      expect(found?.mend.length).toBeGreaterThan(5);
    },
  );

  it('is reported together with all others of the file', () => {
    const text = fileWith(
      `${lamp('a', ', brigthness: 5, dependencies: [x]')}    - { name: b, type: lmap }\n${lamp('c', ', to: dim')}`,
    );
    expect(problemsOf(text).map(({ code, line }) => `${line} ${code}`)).toEqual([
      '9 workflow.unknown-field',
      '9 workflow.dependency',
      '10 workflow.step-type',
      '11 workflow.field',
    ]);
    expect(() => parseWorkflow('f.yaml', text, handlers)).toThrow(
      /f\.yaml:9:43: .*\nf\.yaml:9.*\nf\.yaml:10/,
    );
  });
});

describe('workflows within workflows', () => {
  const check = (...files: readonly (readonly [string, string])[]) =>
    checkTogether(
      files.map(([name, steps]) =>
        checkWorkflow(`${name}.yaml`, fileWith(steps, ' n: "integer | default=1" ', name), types),
      ),
    );
  const use = (name: string, more = ''): string =>
    `    - { name: s, type: workflow, workflow: ${name}${more} }\n`;

  it('may be used with parameters', () => {
    expect(
      check(['outer', use('inner', ', with: { n: "${schema.spec.n + 1}" }')], ['inner', lamp('a')]).problems,
    ).toEqual([]);
  });

  it.each<[string, readonly (readonly [string, string])[], string, RegExp]>([
    [
      'one that there is not',
      [
        ['outer', use('iner')],
        ['inner', lamp('a')],
      ],
      'workflow.sub-workflow',
      /Did you mean inner/,
    ],
    ['itself', [['outer', use('outer')]], 'workflow.sub-workflow-cycle', /outer → outer/],
    [
      'each other',
      [
        ['a', use('b')],
        ['b', use('c')],
        ['c', use('a')],
      ],
      'workflow.sub-workflow-cycle',
      /a → b → c → a/,
    ],
    [
      'an unknown parameter',
      [
        ['outer', use('inner', ', with: { m: 1 }')],
        ['inner', lamp('a')],
      ],
      'workflow.parameters',
      /m is not a parameter/,
    ],
    [
      'a wrong parameter',
      [
        ['outer', use('inner', ', with: { n: many }')],
        ['inner', lamp('a')],
      ],
      'workflow.parameters',
      /n is not of type integer/,
    ],
    [
      'the same name',
      [
        ['a', lamp('x')],
        ['a ', lamp('x')],
      ].map(([name = '', steps = '']) => [name.trim(), steps] as const),
      '',
      /^$/,
    ],
  ])('are refused with %s', (_what, files, code, says) => {
    const { problems } = check(...files);
    expect(problems[0]?.code ?? '').toBe(code);
    expect(problems[0] === undefined ? '' : `${problems[0].message} ${problems[0].mend}`).toMatch(says);
  });
});

describe('any text at all', () => {
  it('is a workflow or has problems, and never breaks the reader', () => {
    const word = fc.constantFrom(
      'name',
      'type',
      'lamp',
      'look',
      '${',
      '}',
      '"',
      "'",
      '- ',
      ': ',
      '\n',
      '\n  ',
      '\n    - ',
      '{',
      '}',
      '[',
      ']',
      '&a',
      '*a',
      '!!x',
      '<<',
      '---',
      '\t',
      '0',
      '.inf',
      'null',
      '~',
      '${schema.spec.n}',
      '{{.x}}',
      'forEach',
      'undo',
      'readyWhen',
      'with',
      '\u0000',
      'é',
      ',',
      '|',
      '>',
    );
    const noise = fc.array(word, { maxLength: 40 }).map((words) => words.join(''));
    const cut = fc.tuple(fc.nat(400), noise).map(([at, words]) => {
      const text = fileWith(
        lamp('a', ', forEach: [{ x: "${schema.spec.l}" }], undo: none'),
        ' l: "[]string" ',
      );
      return text.slice(0, at) + words + text.slice(at + words.length);
    });
    fc.assert(
      fc.property(fc.oneof(fc.string(), noise, cut), (text) => {
        const { workflow, problems } = checkWorkflow('f.yaml', text, types);
        expect(workflow === undefined).toBe(problems.length > 0);
        for (const { line, column, message, mend } of problems)
          expect(line > 0 && column > 0 && message !== '' && mend !== '').toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
