import { join } from 'node:path';
import { baseLanguage } from '../core/texts/in-language.ts';
import type { BestMatch } from './best-match.ts';
import { bestMatch } from './best-match.ts';
import type { Context } from './context.ts';
import { slotsFromContext } from './context.ts';
import type { IntentName } from './intent-names.ts';
import { intentNames, isIntentName } from './intent-names.ts';
import type { Lists } from './list-value.ts';
import { normalise, withoutLeadingWords, withoutSkipWords } from './normalise.ts';
import type { FilledSlot } from './outcome.ts';
import type { SentenceSource } from './sentence-file.ts';
import { sentencesInvalid } from './sentence-file.ts';
import type { SentenceSet } from './sentence-set.ts';
import { compileSentences, readSentenceSources } from './sentence-set.ts';

export type { Context, ContextValue } from './context.ts';
export type { IntentName } from './intent-names.ts';
export type { Lists, ListValue } from './list-value.ts';

/** Where the sentences come from. */
export interface RecognizerOptions {
  /** Folder with one folder per language. Default: the sentences that Steward brings. */
  readonly sentencesFolder?: string;
  /** Sentence files instead of a folder. */
  readonly files?: readonly SentenceSource[];
}

/** What is known when a sentence arrives. */
export interface RecognizeOptions {
  /** BCP 47, e.g. `en` or `en-GB`; sentences of the base language serve all its regions. */
  readonly language: string;
  /** Names of the live inventory; see `listsOf`. Keep the same objects while the names are the same. */
  readonly lists: Lists;
  /**
   * What the conversation is about. The sentences ask for: `subject` (ref of what was talked about, with its name as
   * text), `subject_kind` (guest, node, pool, storage), `choosing` (set while Steward asked which one is meant; the
   * list `choice` then holds the candidates, see `choicesOf`), `request` (set while a request that this conversation
   * opened waits: then a bare "no", "stop" or "never mind" cancels it), `delegated` (set while Home Assistant's own agent
   * waits for an answer: then a bare "yes" or "cancel that" is not Steward's).
   */
  readonly context?: Context;
}

/** What a slot holds: the value (an ObjectRef for names) and the words, or the name, to show for it. */
export interface SlotValue {
  readonly value: string;
  readonly text: string;
}

/** Slots by name. */
export type Slots = Readonly<Record<string, SlotValue>>;

/** What a sentence was understood as. */
export type Recognition =
  | {
      readonly kind: 'match';
      readonly intent: IntentName;
      readonly slots: Slots;
      /** As written beside the sentences. */
      readonly metadata: Readonly<Record<string, unknown>>;
      /** Key of the response, if the sentences name one. */
      readonly response?: string;
    }
  /** The words for `slot` fit several things; `slots` holds the other slots. */
  | {
      readonly kind: 'ambiguous';
      readonly intent: IntentName;
      readonly slot: string;
      readonly heard: string;
      readonly candidates: readonly SlotValue[];
      readonly slots: Slots;
    }
  /** Clearly about the homelab, but nothing there has the name that was heard. */
  | {
      readonly kind: 'unknown-name';
      readonly intent: IntentName;
      readonly slot: string;
      readonly heard: string;
    }
  /** Not about the homelab, or not understood. */
  | { readonly kind: 'none' };

/** Understands sentences. */
export interface Recognizer {
  /** Languages that it has sentences for. */
  readonly languages: readonly string[];
  /** Never throws and has no memory: what came before is in the context. */
  recognize(text: string, options: RecognizeOptions): Recognition;
}

/** Lists that come with each recognition; those not given are empty. */
export const liveListNames = [
  'guest',
  'container',
  'vm',
  'node',
  'pool',
  'storage',
  'workflow',
  'choice',
] as const;

/** A longer text is nothing that was said to a voice assistant. */
const longestSentence = 500;

const none: Recognition = { kind: 'none' };

/**
 * Reads and compiles the sentences.
 * @throws {StewardError} `intents.sentences-invalid` naming file, line and mend
 */
export const createRecognizer = (options: RecognizerOptions = {}): Recognizer => {
  const sources =
    options.files ?? readSentenceSources(options.sentencesFolder ?? join(import.meta.dirname, 'sentences'));
  const sentencesByLanguage = compileSentences(sources, new Set(liveListNames));
  for (const sentences of sentencesByLanguage.values()) refuseUnknownIntents(sentences);

  const recognize = (text: string, { language, lists, context = {} }: RecognizeOptions): Recognition => {
    const sentences = sentencesByLanguage.get(language) ?? sentencesByLanguage.get(baseLanguage(language));
    const whole = normalise(text.slice(0, longestSentence + 1));
    if (sentences === undefined || whole.folded === '' || text.length > longestSentence) return none;
    const begun = withoutLeadingWords(whole, sentences.leadingWords);
    const texts = [...new Set([whole, begun, withoutSkipWords(begun, sentences.skipWords)])];
    const known =
      bestMatch(sentences, texts, lists, context, 'exact') ??
      bestMatch(sentences, texts, lists, context, 'fuzzy');
    if (known !== undefined) return asRecognition(known);
    if (!hasInfrastructureWord(` ${whole.folded} `, sentences)) return none;
    const unknown = bestMatch(sentences, texts, lists, context, 'unknown');
    return unknown === undefined ? none : asUnknownName(unknown, sentences);
  };

  return { languages: [...sentencesByLanguage.keys()], recognize };
};

const refuseUnknownIntents = ({ blocks }: SentenceSet): void => {
  for (const { intent, templates } of blocks) {
    const [first] = templates;
    if (isIntentName(intent) || first === undefined) continue;
    throw sentencesInvalid(
      first.location,
      `there is no intent "${intent}".`,
      `Known are: ${intentNames.join(', ')}.`,
    );
  }
};

const asRecognition = ({ block, slots: filled, text, context }: BestMatch): Recognition => {
  const intent = block.intent as IntentName;
  const heardOf = ({ start, end }: FilledSlot): string => text.written.slice(start, end).trim();
  const slots: Record<string, SlotValue> = slotsFromContext(block.requiresContext, context);
  for (const [name, value] of Object.entries(block.slots)) slots[name] ??= { value, text: value };
  let ambiguous: FilledSlot | undefined;
  for (const slot of filled) {
    if (slot.isCapture) continue;
    const [first, second] = slot.candidates;
    if (second !== undefined) ambiguous ??= slot;
    else if (first !== undefined)
      slots[slot.slot] = { value: first.value, text: first.text ?? heardOf(slot) };
  }
  if (ambiguous !== undefined) {
    const candidates = ambiguous.candidates.map(({ value, text: name = value }) => ({ value, text: name }));
    return { kind: 'ambiguous', intent, slot: ambiguous.slot, heard: heardOf(ambiguous), candidates, slots };
  }
  const response = block.response === undefined ? {} : { response: block.response };
  return { kind: 'match', intent, slots, metadata: block.metadata, ...response };
};

const asUnknownName = ({ block, slots, text }: BestMatch, sentences: SentenceSet): Recognition => {
  const unknown = slots.filter((slot) => slot.kind === 'unknown');
  const [name] = unknown;
  if (name === undefined || unknown.length > 1) return none;
  const words = text.folded.slice(name.start, name.end).split(' ');
  if (words.some((word) => sentences.houseWords.has(word))) return none;
  if (words.every((word) => sentences.genericWords.has(word))) return none;
  const around = ` ${text.folded.slice(0, name.start)}${text.folded.slice(name.end)} `;
  if (!hasInfrastructureWord(around, sentences)) return none;
  const heard = text.written.slice(name.start, name.end).trim();
  return { kind: 'unknown-name', intent: block.intent as IntentName, slot: name.slot, heard };
};

const hasInfrastructureWord = (padded: string, { infrastructureWords }: SentenceSet): boolean =>
  infrastructureWords.some((word) => padded.includes(` ${word} `));
