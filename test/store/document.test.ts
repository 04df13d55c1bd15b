import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { silentLog } from '../../src/core/log.ts';
import { type Document, openDocument } from '../../src/store/document.ts';
import { openPreferences } from '../../src/store/preferences.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { temporaryFolder } from './store-fixture.ts';

interface Notes {
  version: 1;
  notes: string[];
}

const schema: z.ZodType<Notes> = z.strictObject({ version: z.literal(1), notes: z.array(z.string()) });

const open = (file: string): Document<Notes> => {
  const document = openDocument({
    file,
    schema,
    defaults: { version: 1, notes: [] },
    clock: createFakeClock(),
    log: silentLog,
  });
  onTestFinished(() => document.close());
  return document;
};

/** A closed document whose previous copy holds "one" and which itself holds "one" and "two". */
const closedDocument = () => {
  const file = join(temporaryFolder(), 'notes.json');
  const document = open(file);
  document.update((content) => content.notes.push('one'));
  document.update((content) => content.notes.push('two'));
  document.close();
  return file;
};

describe('a document', () => {
  it('is written with its defaults, where people can find it', () => {
    const file = join(temporaryFolder(), 'deep/notes.json');
    open(file);
    expect(readFileSync(file, 'utf8')).toBe('{\n  "version": 1,\n  "notes": []\n}\n');
  });

  it('keeps a change, and the copy before it', () => {
    const file = closedDocument();
    expect(open(file).read().notes).toEqual(['one', 'two']);
    expect(JSON.parse(readFileSync(`${file}.previous`, 'utf8'))).toEqual({ version: 1, notes: ['one'] });
  });

  it('takes up what a person wrote into it', () => {
    const file = closedDocument();
    writeFileSync(file, '{"version":1,"notes":["by hand"]}');
    const document = open(file);
    expect(document.read().notes).toEqual(['by hand']);
    expect(document.notices).toEqual([]);
  });

  it.each([
    ['empty', ''],
    ['cut off', '{"version": 1, "notes": ["on'],
    ['no object', 'null'],
    ['not as its schema says', '{"version": 1, "notes": "one"}'],
  ])('that is %s is set aside and restored from the copy before', (_name, text) => {
    const file = closedDocument();
    writeFileSync(file, text);
    const document = open(file);
    expect(document.read().notes).toEqual(['one']);
    expect(document.notices).toEqual([
      expect.stringMatching(/was set aside as .*previous copy .* took its place/),
    ]);
    const aside = readdirSync(join(file, '..')).find((name) => name.includes('.damaged-'));
    expect(readFileSync(join(file, '..', String(aside)), 'utf8')).toBe(text);
  });

  it('says which field is wrong, without its value', () => {
    const file = closedDocument();
    writeFileSync(file, '{"version": 1, "notes": ["fine", {"secret": "hunter2"}]}');
    const [notice] = open(file).notices;
    expect(notice).toContain('notes.1');
    expect(notice).not.toContain('hunter2');
  });

  it('begins with its defaults when the copy is damaged as well, and says so', () => {
    const file = closedDocument();
    for (const name of [file, `${file}.previous`]) writeFileSync(name, '{');
    const document = open(file);
    expect(document.read().notes).toEqual([]);
    expect(document.notices).toEqual([expect.stringContaining('no whole previous copy')]);
  });

  it('comes back from its copy when it is missing', () => {
    const file = closedDocument();
    const elsewhere = join(temporaryFolder(), 'notes.json');
    writeFileSync(`${elsewhere}.previous`, readFileSync(file));
    const document = open(elsewhere);
    expect(document.read().notes).toEqual(['one', 'two']);
    expect(document.notices).toEqual([expect.stringContaining('is not there')]);
  });

  it('is open once in a process', () => {
    const file = closedDocument();
    const document = open(file);
    expect(() => open(join(file, '..', 'notes.json'))).toThrow(
      expect.objectContaining({ code: 'store.document-open' }),
    );
    document.close();
    expect(open(file).read().notes).toEqual(['one', 'two']);
  });

  it('refuses a change that breaks its schema, throws, or is asynchronous, and stays as it was', () => {
    const file = closedDocument();
    const document = open(file);
    const changes: ((content: Notes) => void)[] = [
      (content) => Object.assign(content, { notes: 3 }),
      (content) => {
        content.notes.push('half');
        throw new Error('in the middle');
      },
      async (content) => {
        content.notes.push('too late');
      },
    ];
    for (const change of changes) expect(() => document.update(change)).toThrow();
    expect(document.read().notes).toEqual(['one', 'two']);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ version: 1, notes: ['one', 'two'] });
  });

  it('stays as it was when it cannot be written', () => {
    const file = closedDocument();
    const document = open(file);
    mkdirSync(`${file}.writing`);
    expect(() => document.update((content) => content.notes.push('three'))).toThrow(
      expect.objectContaining({ code: 'store.failed' }),
    );
    expect(document.read().notes).toEqual(['one', 'two']);
  });
});

describe('the preferences', () => {
  it('hold the names that people use', () => {
    const folder = temporaryFolder();
    const preferences = openPreferences(folder, createFakeClock(), silentLog);
    onTestFinished(() => preferences.close());
    preferences.update((content) => {
      content.names['paperless-ngx'] = ['the document shelf'];
    });
    expect(JSON.parse(readFileSync(join(folder, 'preferences.json'), 'utf8'))).toEqual({
      version: 1,
      names: { 'paperless-ngx': ['the document shelf'] },
    });
  });
});
