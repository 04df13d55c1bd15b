import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadSurroundings } from '../../src/config/load-options.ts';

const folderWith = (files: Record<string, unknown> = {}): string => {
  const folder = mkdtempSync(join(tmpdir(), 'steward-surroundings-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(folder, name), JSON.stringify(content));
  return folder;
};

describe('the surroundings', () => {
  it('are without options where nothing is configured, and Steward listens on this machine alone', () => {
    const folder = folderWith();
    expect(loadSurroundings({ STEWARD_DATA: folder })).toMatchObject({
      mode: 'none',
      dataFolder: folder,
      ports: { panel: 8099, integration: 8098, wyoming: 10400 },
      listenAddress: '127.0.0.1',
      options: { log_level: 'info' },
    });
  });

  it('take the options from the data folder, or from the file that is named', () => {
    const folder = folderWith({
      'options.json': { log_level: 'debug' },
      'other.json': { log_level: 'error' },
    });
    const found = loadSurroundings({ STEWARD_DATA: folder });
    expect([found.mode, found.options.log_level]).toEqual(['standalone', 'debug']);
    const named = loadSurroundings({ STEWARD_DATA: folder, STEWARD_OPTIONS: join(folder, 'other.json') });
    expect([named.mode, named.options.log_level]).toEqual(['standalone', 'error']);
  });

  it("are Supervisor's where it gave a token: its options, its API, every address of the container", () => {
    const folder = folderWith({ 'options.json': { log_level: 'warning' } });
    expect(loadSurroundings({ STEWARD_DATA: folder, SUPERVISOR_TOKEN: 'token' })).toMatchObject({
      mode: 'supervisor',
      supervisorToken: 'token',
      supervisorUrl: 'http://supervisor',
      ingressAddress: '172.30.32.2',
      listenAddress: '0.0.0.0',
      options: { log_level: 'warning' },
    });
    expect(
      loadSurroundings({ SUPERVISOR_TOKEN: 'token', STEWARD_OPTIONS: join(folder, 'options.json') })
        .dataFolder,
    ).toBe('/data');
  });

  it('refuse a port that is none, naming the variable', () => {
    const load = (port: string) => () =>
      loadSurroundings({ STEWARD_DATA: folderWith(), STEWARD_PANEL_PORT: port });
    for (const port of ['http', '70000', '-1', '80.5'])
      expect(load(port)).toThrow(/environment variable STEWARD_PANEL_PORT is no port/);
    expect(load('0')().ports.panel).toBe(0);
  });
});
