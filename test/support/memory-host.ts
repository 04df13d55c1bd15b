import { StewardError } from '../../src/core/errors.ts';
import { Grant } from '../../src/core/grant.ts';
import type { Host, Hosts, ReadingCommand, ReadingCommands } from '../../src/core/hosts.ts';
import type { Effect } from '../../src/core/plan.ts';
import { checkChanging, checkReading, readingEntries } from '../../src/infra/ssh/catalogue/catalogue.ts';
import { createSshHosts } from '../../src/infra/ssh/ssh-hosts.ts';
import type { HostState, ToolResult } from '../standins/ssh/host-state.ts';
import { tools } from '../standins/ssh/tools/tools.ts';

const runTool = (state: HostState, words: readonly string[]): ToolResult => {
  const [name = '', ...args] = words;
  const tool = tools[name];
  if (tool === undefined) throw new Error(`the host has no ${name}`);
  return tool(state, args);
};

/**
 * A host in memory: the catalogue's own command lines, run by the stand-in's tools without SSH between them. For tests that
 * need thousands of runs; the real adapter has a server of its own to talk to. Every effect that is carried out is added to
 * `writes`.
 */
export const createMemoryHost = (state: HostState, writes: Effect[] = []): Host => ({
  reader: {
    system: `ssh:${state.name}`,
    name: state.name,
    read: async <Name extends keyof ReadingCommands>(command: ReadingCommand<Name>) => {
      const name: Name = command.name;
      const { parameters, words } = checkReading(name, command.parameters);
      const result = runTool(state, words);
      if (!(readingEntries[name].isAnswer?.(result.exitStatus) ?? result.exitStatus === 0))
        throw new StewardError(result.stderr, { code: 'host.refused', kind: 'terminal' });
      return readingEntries[name].parse(result, parameters);
    },
  },
  openWriter: (grant) => {
    Grant.assertGenuine(grant);
    return {
      run: async (effect) => {
        Grant.assertCovers(grant, effect);
        const { words } = checkChanging(effect.action as 'zpool.add', effect.parameters);
        const result = runTool(state, words);
        if (result.exitStatus !== 0)
          throw new StewardError(result.stderr, { code: 'host.refused', kind: 'terminal' });
        writes.push(effect);
        return { commandLine: words.join(' ') };
      },
    };
  },
});

/** Hosts in memory, with the catalogue that recognises their command lines. */
export const createMemoryHosts = (hosts: readonly Host[]): Hosts => ({ ...createSshHosts([]), all: hosts });
