/**
 * One tool of a host, as a program: `node host-tool.ts STATE_FILE NAME [ARGUMENT ...]`. The host's state lies in a file, so
 * that what `zpool add` did is what `zpool status` shows.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { HostState } from '../../standins/ssh/host-state.ts';
import { tools } from '../../standins/ssh/tools/tools.ts';

const [file = '', name = '', ...args] = process.argv.slice(2);
const state = JSON.parse(readFileSync(file, 'utf8')) as HostState;
const before = JSON.stringify(state);
const result = tools[name]?.(state, args) ?? {
  stdout: '',
  stderr: `${name}: no such tool\n`,
  exitStatus: 127,
};
const after = JSON.stringify(state);
if (after !== before) {
  writeFileSync(`${file}.new`, after);
  renameSync(`${file}.new`, file);
}
process.stdout.write(result.stdout);
process.stderr.write(result.stderr);
process.exitCode = result.exitStatus;
