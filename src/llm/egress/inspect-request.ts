import type { Json } from '../../core/json.ts';
import { classOf, type Provenance } from '../../core/provenance.ts';
import type { JsonSchema, ModelRequest } from '../model.ts';
import type { EntityKind, Finding, Inspector } from '../privacy/inspection.ts';
import { textsOf } from './map-json.ts';
import { mapRequest } from './map-request.ts';
import type { Spelling } from './spans.ts';

/** What was found in a request. */
export type RequestInspection =
  | { readonly kind: 'stays'; readonly reason: string }
  | {
      readonly kind: 'inspected';
      /** What was found in a text of a provenance. None for a text of a value that was found clean as a whole. */
      findingsIn(text: string, provenance: Provenance): readonly Finding[];
      readonly hasFindings: boolean;
      /** Identities that are not known, and were told by what stood around them: it will not stand there each time. */
      readonly toldByContext: readonly Spelling[];
    };

/** Where arguments of tools come from: the model, who made them of what the person said and of what it was told. */
export const valueProvenance: Provenance = 'inventory';

const because: Readonly<Partial<Record<Provenance, string>>> = {
  log: 'It holds lines of logs, which stay in the house.',
  configuration: 'It holds configuration, which stays in the house.',
  person: 'It says who people are or where they are, which stays in the house.',
  secret: 'It holds a secret.',
  image: 'It holds a picture, which stays in the house.',
};

interface Parts {
  readonly texts: readonly (readonly [string, Provenance])[];
  readonly values: readonly Json[];
}

const none: readonly Finding[] = [];

const partsOf = (request: ModelRequest): Parts => {
  const texts: [string, Provenance][] = [];
  const values: Json[] = [];
  const addText = (text: string, provenance: Provenance): string => {
    if (text !== '') texts.push([text, provenance]);
    return text;
  };
  mapRequest(request, {
    text: addText,
    value: (value) => {
      values.push(value);
      return value;
    },
    schema: (schema) => {
      values.push(schema as Json);
      return schema as JsonSchema;
    },
    toolName: (name) => addText(name, valueProvenance),
    callId: (id) => id,
    thinking: (thinking) => thinking,
  });
  return { texts, values };
};

/** Identities without a form of their own. */
const formless: ReadonlySet<EntityKind> = new Set(['host', 'user', 'serial', 'phone', 'name']);

const isKnown = ({ rule }: Finding): boolean => rule.startsWith('known-');

const toldByContext = (findings: readonly Finding[]): Spelling[] =>
  findings.flatMap((finding) => {
    const { kind, entity = 'name', value = '', start, end } = finding;
    if (kind !== 'identity' || !formless.has(entity) || value === '' || isKnown(finding)) return [];
    const isOfKnown = findings.some((other) => isKnown(other) && other.start < end && start < other.end);
    return isOfKnown ? [] : [{ entity, value }];
  });

const stays = (reason: string): RequestInspection => ({ kind: 'stays', reason });

/** The first provenance that alone keeps a request in the house. */
const privateProvenance = (request: ModelRequest): Provenance | undefined =>
  request.messages
    .flatMap(({ content }) => content.map(({ provenance }) => provenance as Provenance))
    .find((provenance) => classOf(provenance) === 'secret');

/**
 * Inspects every part of a request. Values are first inspected as a whole, as they are written, where a key tells what its
 * value is; text by text only where something was found.
 */
export const inspectRequest = async (
  request: ModelRequest,
  inspector: Inspector,
): Promise<RequestInspection> => {
  const origin = privateProvenance(request);
  if (origin !== undefined) return stays(because[origin] ?? 'It holds what stays in the house.');
  const found = new Map<Provenance, Map<string, readonly Finding[]>>();
  const inspect = async (text: string, provenance: Provenance): Promise<readonly Finding[] | undefined> => {
    const ofProvenance = found.get(provenance) ?? new Map<string, readonly Finding[]>();
    const known = ofProvenance.get(text);
    if (known !== undefined) return known;
    const { class: privacy, findings } = await inspector.inspect(text, provenance);
    if (privacy === 'secret' || findings.some(({ kind }) => kind === 'secret')) return undefined;
    found.set(provenance, ofProvenance.set(text, findings));
    return findings;
  };

  const { texts, values } = partsOf(request);
  const secret = 'Something in it looks like a secret, or could not be inspected to its end.';
  for (const [text, provenance] of texts)
    if ((await inspect(text, provenance)) === undefined) return stays(secret);
  for (const value of values) {
    const whole = await inspect(JSON.stringify(value), valueProvenance);
    if (whole === undefined) return stays(secret);
    if (whole.length === 0) continue;
    for (const text of textsOf(value))
      if ((await inspect(text, valueProvenance)) === undefined) return stays(secret);
  }
  const all = [...found.values()].flatMap((ofProvenance) => [...ofProvenance.values()]);
  return {
    kind: 'inspected',
    findingsIn: (text, provenance) => found.get(provenance)?.get(text) ?? none,
    hasFindings: all.some((findings) => findings.length > 0),
    toldByContext: all.flatMap(toldByContext),
  };
};
