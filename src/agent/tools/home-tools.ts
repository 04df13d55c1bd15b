import type { Clock } from '../../core/clock.ts';
import type { HomeEntities, HomeEntity } from '../../core/home-entities.ts';
import type { Provenance } from '../../core/provenance.ts';
import { spokenAge } from '../../core/spoken-age.ts';
import { oneLine } from '../retrieval/one-line.ts';
import { queryWords } from '../retrieval/query-words.ts';
import { provenanceOfHome } from './home-provenance.ts';
import type { ReadPart, ReadTool } from './read-tool.ts';
import { textArgument } from './text-argument.ts';

const mostEntities = 25;
/** Shorter words are in too many names. */
const shortestWord = 3;

/** How private an entity's state is. What cannot be told is taken to tell of people. */
const provenanceOfEntity = (
  { entityId, name, aliases, state, deviceClass }: HomeEntity,
  people: readonly string[],
): Provenance =>
  provenanceOfHome(
    {
      domain: entityId.split('.')[0] ?? '',
      names: [name, ...aliases, entityId].join(' '),
      state,
      ...(deviceClass === undefined ? {} : { deviceClass }),
    },
    people,
  );

const line = ({ entityId, name, area, state, unit, changedAtMs }: HomeEntity, nowMs: number): string =>
  `${oneLine(name)}${area === undefined ? '' : ` in ${oneLine(area)}`} (${entityId}): ${oneLine(state)}${unit === undefined ? '' : ` ${oneLine(unit)}`}, for ${spokenAge(nowMs - changedAtMs)}`;

/** Entities that have a word of the text in their name, aliases, room or id, best first. Pure. */
export const findEntities = (text: string, entities: readonly HomeEntity[]): readonly HomeEntity[] => {
  const words = new Set(queryWords(text).filter((word) => word.length >= shortestWord));
  return entities
    .map((entity) => {
      const { name, aliases, area, entityId } = entity;
      const own = new Set([name, ...aliases, area ?? '', entityId.replace(/[._]/g, ' ')].flatMap(queryWords));
      return { entity, hits: [...words].filter((word) => own.has(word)).length };
    })
    .filter(({ hits }) => hits > 0)
    .sort((a, b) => b.hits - a.hits)
    .map(({ entity }) => entity);
};

/** `search_home`: states of Home Assistant's entities that Assist may see. */
export const createSearchHomeTool = ({
  home,
  people,
  clock,
}: {
  readonly home: HomeEntities;
  /** Names of those who live there: what is named after them tells of them. */
  readonly people: () => readonly string[];
  readonly clock: Clock;
}): ReadTool => ({
  definition: {
    name: 'search_home',
    description:
      'States of Home Assistant by words of their name or room: temperatures, power, batteries, switches, e.g. "rack temperature".',
    parameters: { type: 'object', properties: { words: { type: 'string' } }, required: ['words'] },
  },
  progress: (_args, doing) => doing.homeAssistant,
  read: async (args, { request }) => {
    const words = textArgument(args, 'words', 'query', 'name') ?? request;
    const found = findEntities(words, await home.all());
    if (found.length === 0)
      return { parts: [], note: `Home Assistant has nothing of the name ${oneLine(words)}.` };
    const nowMs = clock.now();
    const shown = found.slice(0, mostEntities);
    const part = (provenance: Provenance): readonly ReadPart[] => {
      const ours = shown.filter((entity) => provenanceOfEntity(entity, people()) === provenance);
      return ours.length === 0
        ? []
        : [
            {
              source: `home assistant: ${ours.length === 1 ? ours[0]?.entityId : provenance}`,
              atMs: nowMs,
              provenance,
              text: ours.map((entity) => line(entity, nowMs)).join('\n'),
            },
          ];
    };
    return {
      parts: [...part('home'), ...part('person')],
      ...(found.length > shown.length
        ? { note: `${found.length - shown.length} more have such a name: give more words of it.` }
        : {}),
    };
  },
});

/** `look_through_camera`: what a camera of Home Assistant sees now. */
export const createCameraTool = ({ home }: { readonly home: HomeEntities }): ReadTool => ({
  definition: {
    name: 'look_through_camera',
    description: 'Reads what a camera of Home Assistant sees now, e.g. a rack or a screen.',
    parameters: { type: 'object', properties: { camera: { type: 'string' } }, required: ['camera'] },
  },
  progress: (_args, doing) => doing.camera,
  read: async (args, { signal }) => {
    const words = textArgument(args, 'camera', 'name', 'entity_id') ?? '';
    const cameras = (await home.all()).filter(({ entityId }) => entityId.startsWith('camera.'));
    const exact = cameras.find(({ entityId }) => entityId === words);
    const [camera, second] = exact === undefined ? findEntities(words, cameras) : [exact];
    if (camera === undefined || second !== undefined)
      return {
        parts: [],
        note:
          cameras.length === 0
            ? 'Home Assistant shows no camera to Assist.'
            : `Cameras: ${cameras
                .slice(0, mostEntities)
                .map(({ name }) => oneLine(name))
                .join(', ')}. Name one of them.`,
      };
    return { parts: [], pictures: [await home.picture(camera.entityId, signal)] };
  },
});
