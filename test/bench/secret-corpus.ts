import { execFile } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Sample, samplesIn } from './secret-corpus-go.ts';

const run = promisify(execFile);

/** Texts with secrets: the tests of another project's detectors, on which none of Steward's rules was written or tuned. */
export const secretsModule = 'github.com/trufflesecurity/trufflehog/v3@v3.90.0';

/** The same of a third project, which nobody had looked at before Steward's rules were done. */
export const freshModule = 'github.com/google/osv-scalibr@v0.5.3';

/** Texts of a homelab's kind without secrets but for examples in documentation: a web server, and a host's metrics. */
export const ordinaryModules = [
  'github.com/prometheus/node_exporter@v1.9.1',
  'github.com/caddyserver/caddy/v2@v2.10.0',
] as const;

/** The peer, as the same proxy has it. */
const gitleaksModule = 'github.com/zricethezav/gitleaks/v8@v8.30.1';

const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'homelab-bench', 'go');
const environment = { ...process.env, GOBIN: join(cache, 'bin'), GOFLAGS: '-modcacherw' };

/** Downloads a Go module into Go's own cache. @returns its folder */
const download = async (module: string): Promise<string> => {
  const { stdout } = await run('go', ['mod', 'download', '-json', module], {
    cwd: homedir(),
    env: environment,
  });
  return (JSON.parse(stdout) as { Dir: string }).Dir;
};

/** Installs gitleaks into the user's cache folder when it is not there. @returns the program, and its version */
export const installGitleaks = async (): Promise<{ program: string; name: string }> => {
  const program = join(cache, 'bin', 'gitleaks');
  const name = `gitleaks ${gitleaksModule.split('@v').at(-1)}`;
  try {
    await run(program, ['version']);
  } catch {
    await run('go', ['install', gitleaksModule], { cwd: homedir(), env: environment });
  }
  return { program, name };
};

const samplesOf = async (module: string, tests: string): Promise<Sample[]> => {
  const folder = await download(module);
  const files = globSync(tests, { cwd: folder }).filter((path) => !path.includes('integration'));
  const samples = files.toSorted().flatMap((path) => samplesIn(readFileSync(join(folder, path), 'utf8')));
  return [...new Map(samples.map((sample) => [sample.text, sample])).values()];
};

/** Every text of the tests of trufflehog's detectors that has a secret in it, each once. */
export const secretSamples = (): Promise<Sample[]> => samplesOf(secretsModule, 'pkg/detectors/**/*_test.go');

/** Every text of the tests of osv-scalibr's detectors of secrets that has one in it, each once. */
export const freshSamples = (): Promise<Sample[]> => samplesOf(freshModule, 'veles/secrets/**/*_test.go');

/** Documentation, source and configuration of the ordinary modules, without their tests, whose secrets are meant as such. */
export const ordinaryTexts = async (): Promise<string[]> => {
  const texts: string[] = [];
  for (const module of ordinaryModules) {
    const folder = await download(module);
    const files = globSync('**/*.{go,md,yml,yaml,json,conf,service,sh,txt,libsonnet,rules}', { cwd: folder });
    for (const path of files.toSorted())
      if (!/_test\.go$|testdata|fixtures|caddytest/.test(path))
        texts.push(readFileSync(join(folder, path), 'utf8'));
  }
  return texts;
};
