import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'custom_components/homelab_steward');
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
const json = (file: string) => JSON.parse(read(file));

const python = readdirSync(folder)
  .filter((file) => file.endsWith('.py'))
  .map(read)
  .join('\n');
const all = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, found = '']) => found)),
];

const texts = json('translations/en.json');
const icons = json('icons.json');
const placeholders = (text: string): string[] => all(text, /\{(\w+)\}/g).sort();

describe('the texts of the Home Assistant integration', () => {
  it('have every error that it raises, with the placeholders that it fills', () => {
    const raised = python.matchAll(/translation_key="(\w+)"(?:,\s*translation_placeholders=\{([^}]*)\})?/g);
    const expected = Object.fromEntries(
      [...raised].map(([, key = '', fields = '']) => [key, all(fields, /"(\w+)":/g).sort()]),
    );
    const written = Object.fromEntries(
      Object.entries<{ message: string }>(texts.exceptions).map(([key, { message }]) => [
        key,
        placeholders(message),
      ]),
    );
    expect(written).toEqual(expected);
  });

  it('have every way in which setting up can go wrong', () => {
    const errors = [
      ...all(python, /PairingError\("(\w+)"\)/g),
      ...all(python, /errors\["base"\] = "(\w+)"/g),
    ];
    expect(Object.keys(texts.config.error).sort()).toEqual([...new Set(errors)].sort());
    const reasons = all(python, /reason="(\w+)"/g);
    expect(Object.keys(texts.config.abort)).toEqual(expect.arrayContaining(reasons));
  });

  it('have a title and a description for every issue, with its placeholders', () => {
    const table = /STEWARD_ISSUES: Final = \{(.*?)\n\}/s.exec(read('const.py'))?.[1] ?? '';
    const declared = Object.fromEntries(
      [...table.matchAll(/"(\w+)": \(([^)]*)\)/g)].map(([, key = '', names = '']) => [
        key,
        all(names, /"(\w+)"/g),
      ]),
    );
    const written = Object.fromEntries(
      Object.entries<{ title: string; description: string }>(texts.issues).map(
        ([key, { title, description }]) => [key, placeholders(title + description)],
      ),
    );
    expect(written).toEqual({ ...declared, version_mismatch: ['integration', 'steward'] });
  });

  it('have the names of what Steward describes', () => {
    const named: Record<string, Record<string, { name: string }>> = texts.entity;
    const wanted = {
      button: ['restart'],
      event: ['run_result'],
      sensor: [
        ...['waiting_approvals', 'running_runs', 'problems', 'status', 'cpu', 'memory', 'disk'],
        ...['last_boot', 'last_backup', 'usage', 'health'],
      ],
    };
    for (const [platform, keys] of Object.entries(wanted)) {
      for (const key of keys) expect(named[platform]?.[key]?.name, `${platform}.${key}`).toBeTypeOf('string');
    }
  });

  it('have a name and an icon for every action, and a text for every field', () => {
    const services = [...read('services.yaml').matchAll(/^(\w+):$/gm)].map(([, name]) => name);
    expect(Object.keys(texts.services)).toEqual(services);
    expect(Object.keys(icons.services)).toEqual(services);
    const fields = [...read('services.yaml').matchAll(/^ {4}(\w+):$/gm)].map(([, name]) => name);
    expect(
      Object.values<{ fields: object }>(texts.services).flatMap((service) => Object.keys(service.fields)),
    ).toEqual(fields);
  });

  it('have icons for nothing that has no name', () => {
    for (const [platform, entities] of Object.entries<Record<string, unknown>>(icons.entity)) {
      for (const key of Object.keys(entities)) {
        expect(texts.entity[platform], `${platform}.${key}`).toHaveProperty(key);
      }
    }
  });
});

describe('the Home Assistant integration', () => {
  it('has nothing that approves: no action, no message, no command', () => {
    const schema = json('protocol.schema.json');
    const kinds = schema.$defs.fromIntegration.oneOf.map(({ $ref }: { $ref: string }) => $ref);
    expect(kinds).toHaveLength(11);
    for (const name of [...kinds, ...Object.keys(texts.services)]) {
      expect(name).not.toMatch(/approv|allow|grant|confirm|decide/i);
    }
    expect(python).not.toMatch(/def \w*(approve|grant|decide)/);
  });

  it('has the version of the program that it belongs to', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(json('manifest.json').version).toBe(version);
  });
});
