import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createInspector } from '../../src/llm/privacy/inspect.ts';
import { createBetterleaks, createGitleaks } from '../../src/llm/privacy/leak-rules/rule-detector.ts';
import { createSecretlint } from '../../src/llm/privacy/secretlint.ts';
import { installGitleaks } from './secret-corpus.ts';

const run = promisify(execFile);

/** One that looks for secrets: for each text, what it takes to be one. */
export interface Searcher {
  readonly name: string;
  search(texts: readonly string[]): Promise<string[][]>;
}

const never = () => false;

/** Steward as it is: every detector, with no homelab known to it. */
const steward = (): Searcher => {
  const inspector = createInspector({ known: () => [], secrets: () => [], rememberedLength: 0 });
  return {
    name: 'steward',
    search: async (texts) => {
      const found: string[][] = [];
      for (const text of texts) {
        const { findings } = await inspector.inspect(text, 'product');
        found.push(
          findings.filter(({ kind }) => kind === 'secret').map(({ start, end }) => text.slice(start, end)),
        );
      }
      return found;
    },
  };
};

const detectorAlone = (name: string, create: typeof createGitleaks): Searcher => {
  const detector = create();
  return {
    name,
    search: async (texts) => {
      const found: string[][] = [];
      for (const text of texts)
        found.push((await detector.detect(text, never)).map(({ start, end }) => text.slice(start, end)));
      return found;
    },
  };
};

/** The real gitleaks, on a folder with a file for each text, on one processor like the others. */
const gitleaks = async (): Promise<Searcher> => {
  const { program, name } = await installGitleaks();
  return {
    name,
    search: async (texts) => {
      const folder = mkdtempSync(join(tmpdir(), 'steward-bench-'));
      try {
        for (const [index, text] of texts.entries()) writeFileSync(join(folder, `${index}.txt`), text);
        const report = join(folder, 'report.json');
        await run(
          program,
          [
            'dir',
            '.',
            '--exit-code=0',
            '--no-banner',
            '--log-level=error',
            '--report-format=json',
            `--report-path=${report}`,
          ],
          { cwd: folder, env: { ...process.env, GOMAXPROCS: '1' } },
        );
        const found: string[][] = texts.map(() => []);
        for (const { File, Secret } of JSON.parse(readFileSync(report, 'utf8')) as {
          File: string;
          Secret: string;
        }[])
          found[Number.parseInt(File.split('/').at(-1) ?? '', 10)]?.push(Secret);
        return found;
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
};

/** All whose findings are compared. */
export const searchers = async (): Promise<Searcher[]> => [
  steward(),
  await gitleaks(),
  detectorAlone('secretlint 13.0.7', createSecretlint),
  detectorAlone("steward's gitleaks rules alone", createGitleaks),
  detectorAlone("steward's betterleaks rules alone", createBetterleaks),
];
