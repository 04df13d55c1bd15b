import type { AssistAnswer, AssistApi, AssistTool, AssistToolName } from '../../core/assist-api.ts';
import type { Clock } from '../../core/clock.ts';
import type { Json } from '../../core/json.ts';
import { oneLine } from '../retrieval/one-line.ts';
import { type LiveContext, readLiveContext } from './assist-api-states.ts';
import { provenanceOfHome } from './home-provenance.ts';
import type { ReadContext, ReadPart, ReadResult, ReadTool } from './read-tool.ts';
import { textArgument } from './text-argument.ts';

/** What {@link createAssistApiTool} reads from. */
export interface AssistApiToolDeps {
  readonly api: AssistApi;
  /** Names of those who live there: what is named after them tells of them. */
  readonly people: () => readonly string[];
  readonly clock: Clock;
}

type Arguments = Parameters<ReadTool['read']>[0];

/** Entities that are told of at once. */
const mostEntities = 40;
/** Lists and calendars that are named to the model. */
const mostNames = 20;

const named = (tool: AssistTool | undefined, property: string): readonly string[] => {
  const properties = tool?.parameters['properties'] as Record<string, { enum?: unknown }> | undefined;
  const values = properties?.[property]?.enum;
  return Array.isArray(values) ? values.filter((value) => typeof value === 'string') : [];
};

const optional = (values: readonly string[], property: string): Readonly<Record<string, unknown>> =>
  values.length === 0 ? {} : { [property]: { type: 'string', enum: values.slice(0, mostNames) } };

const lines = (rows: unknown, keys: readonly string[]): string =>
  (Array.isArray(rows) ? rows : [])
    .map((row: Readonly<Record<string, unknown>>) =>
      keys
        .flatMap((key) => (typeof row[key] === 'string' && row[key] !== '' ? [oneLine(row[key])] : []))
        .join(', '),
    )
    .filter((line) => line !== '')
    .join('\n');

/**
 * `search_home`: what Home Assistant shows to Assist, through its own Assist LLM API: states of things, and what stands in
 * calendars and on to-do lists. Whatever tells of people is marked as such, and stays in the house.
 * @returns the tool as it is now; undefined while the integration is not connected or does not know of it
 */
export const createAssistApiTool = ({
  api,
  people,
  clock,
}: AssistApiToolDeps): (() => ReadTool | undefined) => {
  const statesOf = ({ entities, total, isByWords }: LiveContext, found: string): ReadResult => {
    const parts: ReadPart[] = [];
    for (const entity of entities) {
      const provenance = provenanceOfHome(entity, people());
      const index = parts.findIndex((part) => part.provenance === provenance);
      const part = parts[index];
      if (part === undefined)
        parts.push({ source: 'Home Assistant', atMs: clock.now(), text: entity.line, provenance });
      else parts[index] = { ...part, text: `${part.text}\n${entity.line}` };
    }
    const rest = total - entities.length;
    if (entities.length === 0) return { parts, note: found };
    if (rest === 0) return { parts };
    return {
      parts,
      note: isByWords
        ? `These fit best of ${total}; narrow it down by name, area or domain if they do not.`
        : `Nothing is called that; these are the first ${entities.length} of ${total}. Give a name, an area or a domain.`,
    };
  };

  const call = (
    tool: AssistToolName,
    given: { readonly [name: string]: Json },
    { language, conversationId, signal }: ReadContext,
  ): Promise<AssistAnswer> =>
    api.call({
      tool,
      arguments: given,
      language,
      ...(conversationId === undefined ? {} : { conversationId }),
      signal,
    });

  const readStates = async (args: Arguments, context: ReadContext): Promise<ReadResult> => {
    const name = textArgument(args, 'name', 'words', 'query', 'entity');
    const filter = Object.fromEntries(
      (['area', 'domain'] as const).flatMap((key) => {
        const value = textArgument(args, key);
        return value === undefined ? [] : [[key, value]];
      }),
    );
    const live = 'homeassistant__GetLiveContext';
    const words = [name, ...Object.values(filter), context.request]
      .filter((one) => one !== undefined)
      .join(' ');
    const exact = { ...filter, ...(name === undefined ? {} : { name }) };
    let answer = await call(live, exact, context);
    // Home Assistant knows names and rooms only as they are written; people and models do not write them so.
    if (answer.kind === 'found-nothing' && Object.keys(exact).length > 0)
      answer = await call(live, {}, context);
    if (answer.kind === 'found-nothing')
      return { parts: [], note: 'Home Assistant shows nothing to Assist.' };
    const { result } = answer.data;
    return statesOf(
      readLiveContext(typeof result === 'string' ? result : '', words, mostEntities),
      'Home Assistant shows nothing that fits.',
    );
  };

  const readList = async (
    tool: AssistTool,
    property: string,
    wanted: string,
    context: ReadContext,
  ): Promise<ReadResult> => {
    const known = named(tool, property);
    const name = known.find((one) => one.toLowerCase() === wanted.toLowerCase());
    if (name === undefined) return { parts: [], note: `There are: ${known.map(oneLine).join(', ')}.` };
    const isCalendar = tool.name === 'calendar__get_events';
    const answer = await call(
      tool.name,
      { [property]: name, ...(isCalendar ? { range: 'week' } : {}) },
      context,
    );
    const text =
      answer.kind === 'found-nothing'
        ? ''
        : isCalendar
          ? lines(answer.data['events'], ['start', 'end', 'summary', 'location', 'description'])
          : lines(answer.data['items'], ['summary', 'status', 'due', 'description']);
    if (text === '')
      return {
        parts: [],
        note: isCalendar ? 'Nothing stands in it for the next week.' : 'Nothing is open on it.',
      };
    return { parts: [{ source: oneLine(name), atMs: clock.now(), text, provenance: 'person' }] };
  };

  return () => {
    const tools = new Map(api.tools().map((tool) => [tool.name, tool]));
    if (!tools.has('homeassistant__GetLiveContext')) return undefined;
    const calendar = tools.get('calendar__get_events');
    const list = tools.get('todo__get_items');
    const string = { type: 'string' };
    return {
      definition: {
        name: 'search_home',
        description:
          'Current states of what Home Assistant knows in the house: sensors, lights, plugs, weather. Not for the homelab’s own nodes and containers.',
        parameters: {
          type: 'object',
          properties: {
            name: string,
            area: string,
            domain: { type: 'string', description: 'e.g. sensor' },
            ...optional(named(calendar, 'calendar'), 'calendar'),
            ...optional(named(list, 'todo_list'), 'todo_list'),
          },
        },
      },
      progress: (_args, doing) => doing.house,
      read: (args, context) => {
        const wantedCalendar = textArgument(args, 'calendar');
        if (calendar !== undefined && wantedCalendar !== undefined)
          return readList(calendar, 'calendar', wantedCalendar, context);
        const wantedList = textArgument(args, 'todo_list', 'list');
        if (list !== undefined && wantedList !== undefined)
          return readList(list, 'todo_list', wantedList, context);
        return readStates(args, context);
      },
    };
  };
};
