import type { ModelRequest, StreamPart } from '../../../src/llm/model.ts';
import { labelPicture } from '../../../src/llm/preflight/picture.ts';

const wordsOf = ({ messages }: ModelRequest): string =>
  messages
    .flatMap(({ content }) => content.map((part) => (part.kind === 'text' ? part.text : '')))
    .join('\n');

const names = ['larch', 'heron', 'basalt', 'quill', 'tundra'];

const call = (name: string, args: Record<string, unknown>): readonly StreamPart[] => [
  { kind: 'tool-call', call: { id: 'a', name, arguments: args as never } },
];

const say = (text: string): readonly StreamPart[] => [{ kind: 'text', text }];

const labels = [
  'RACK 7',
  'NAX 49',
  'PEARL 3',
  'HEX 974',
  'FAN 4',
  'TANK 93',
  'CPX 37',
  'LATHE 9',
  'KRAFT 4',
  'ECHX 73',
];

/** What a model says that can do everything; it knows only what stands in the request. */
export const goodAnswer = (request: ModelRequest, _asked: number): readonly StreamPart[] => {
  const words = wordsOf(request);
  const said = words.split('\n').at(-1) ?? '';
  const name = names.find((one) => said.includes(one)) ?? '';
  const image = request.messages.flatMap(({ content }) => content.filter((part) => part.kind === 'image'))[0];
  if (image?.kind === 'image') {
    const seen = Buffer.from(image.data);
    return say(labels.find((label) => Buffer.from(labelPicture(label)).equals(seen)) ?? '');
  }
  if (request.tools !== undefined) {
    if (said.includes('memory')) return call('look_at', { name });
    if (said.includes('backup')) return call('read_tasks', { name });
    if (said.includes('restart'))
      return call('propose', { workflow: 'restart-guest', parameters: { guest: name } });
    return said.includes('stopped')
      ? call('search_homelab', { words: 'stopped containers' })
      : call('list_requests', {});
  }
  if (request.responseSchema !== undefined) {
    const workflow = said.includes('hangs')
      ? 'restart-guest'
      : said.includes('upgrade')
        ? 'snapshot-guest'
        : 'stop-guest';
    return say(JSON.stringify({ workflow, guest: name, reason: 'Because they said so.' }));
  }
  if (words.includes('Write the workflow')) {
    const title = /Write the workflow ([\w-]+):/.exec(said)?.[1] ?? '';
    return say(
      `\`\`\`yaml\nkind: ResourceGraphDefinition\nmetadata:\n  name: ${title}\nspec:\n  resources:\n    - name: snapshot\n      action: guest.snapshot\n      guest: ${name}\n      dependencies: []\n    - name: restart\n      action: guest.restart\n      guest: ${name}\n      dependencies: [snapshot]\n\`\`\``,
    );
  }
  if (said.startsWith('How busy'))
    return say(`It is at ${/processor (\d+)%/.exec(words)?.[1]} percent [E1].`);
  if (said.startsWith('Wann')) return say('Die letzte Sicherung war vor 6 Stunden.');
  return say(said.startsWith('Is ') ? 'No, it is stopped.' : 'I do not know its address.');
};
