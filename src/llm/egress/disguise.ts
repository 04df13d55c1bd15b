import type { Json } from '../../core/json.ts';
import { classOf, type Provenance } from '../../core/provenance.ts';
import type { JsonSchema, ModelRequest } from '../model.ts';
import { type RequestInspection, valueProvenance } from './inspect-request.ts';
import { mapJson, textsOf } from './map-json.ts';
import { mapRequest, type PartWriter } from './map-request.ts';
import { createPlaceholders, type Placeholders } from './placeholders.ts';
import { type Span, type Spelling, spansOf } from './spans.ts';
import { schemaWords } from './vocabulary.ts';

/** A request without identities, and what has to be known to send it and to read its answer. */
export interface Disguised {
  readonly request: ModelRequest;
  readonly placeholders: Placeholders;
  /** The real names of tools by what they are called outside. */
  readonly toolNames: ReadonlyMap<string, string>;
  /** Every text that may be in a body made from the request. */
  readonly texts: ReadonlySet<string>;
  /** Those of them that are the same for every house. */
  readonly publicTexts: ReadonlySet<string>;
  /** The vendor's own texts, which go back to it as they came. */
  readonly vendorTexts: ReadonlySet<string>;
}

/** What {@link disguise} works with. */
export interface DisguiseDeps {
  readonly inspection: Extract<RequestInspection, { kind: 'inspected' }>;
  /** Identities that are looked for by their spelling, because elsewhere something told them for what they are. */
  readonly spellings: readonly Spelling[];
  /** Whether a block of thinking came from a cloud. */
  readonly isVendors: (thinking: Json) => boolean;
}

/** Numbers words of one kind in the order in which they first appear. */
const numbered = (prefix: string) => {
  const words = new Map<string, string>();
  return (of: string): string => {
    const known = words.get(of);
    if (known !== undefined) return known;
    const word = `${prefix}${words.size + 1}`;
    words.set(of, word);
    return word;
  };
};

/**
 * Replaces the identities of an inspected request. Ids of calls are replaced as well, because some vendors' are random and
 * nothing may be in a body that has no need to be. Thinking that is not the clouds' own is left out.
 */
export const disguise = (
  original: ModelRequest,
  { inspection, spellings, isVendors }: DisguiseDeps,
): Disguised => {
  const placeholders = createPlaceholders();
  const [toolNames, texts, publicTexts, vendorTexts] = [
    new Map<string, string>(),
    new Set<string>(),
    new Set<string>(),
    new Set<string>(),
  ];
  const toolWord = numbered('tool_');
  const callWord = numbered('call-');
  const spansIn = (text: string, provenance: Provenance): readonly Span[] =>
    spansOf(text, inspection.findingsIn(text, provenance), spellings, provenance);

  const reserve = (text: string, provenance: Provenance): void =>
    placeholders.reserve(text, spansIn(text, provenance));
  mapRequest(original, {
    text: (text, provenance) => {
      reserve(text, provenance);
      return text;
    },
    value: (value) => {
      for (const text of textsOf(value)) reserve(text, valueProvenance);
      return value;
    },
    schema: (schema) => {
      for (const text of textsOf(schema as Json)) reserve(text, valueProvenance);
      return schema;
    },
    toolName: (name) => name,
    callId: (id) => id,
    thinking: (thinking) => thinking,
  });

  const keep = (text: string): string => {
    texts.add(text);
    return text;
  };
  const replace = (text: string, provenance: Provenance): string =>
    keep(placeholders.replace(text, spansIn(text, provenance)));
  const write: PartWriter = {
    text: (text, provenance) => {
      const written = replace(text, provenance);
      if (classOf(provenance) === 'public') publicTexts.add(written);
      return written;
    },
    value: (value) => mapJson(value, (text) => replace(text, valueProvenance)),
    schema: (schema) =>
      mapJson(schema as Json, (text) =>
        schemaWords.has(text) ? keep(text) : replace(text, valueProvenance),
      ) as JsonSchema,
    toolName: (name) => {
      if (spansIn(name, valueProvenance).length === 0) return keep(name);
      const word = toolWord(name);
      toolNames.set(word, name);
      return keep(word);
    },
    callId: (id) => keep(callWord(id)),
    thinking: (thinking) => {
      if (!isVendors(thinking)) return undefined;
      for (const text of textsOf(thinking)) vendorTexts.add(keep(text));
      return thinking;
    },
  };
  const request = mapRequest(original, write);
  return { request, placeholders, toolNames, texts, publicTexts, vendorTexts };
};
