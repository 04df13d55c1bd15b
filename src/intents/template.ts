/** What a sentence template says, as a tree. Made by `parseTemplate`. */
export type Expression =
  /** Literal text in normal form, with single spaces inside and none around. */
  | { readonly type: 'text'; readonly text: string }
  /** White space: the end of a word. */
  | { readonly type: 'space' }
  | { readonly type: 'sequence'; readonly items: readonly Expression[] }
  /** One of the items; `[optional]` is an alternative with an empty sequence. */
  | { readonly type: 'alternative'; readonly items: readonly Expression[] }
  /** All of the items in any order. */
  | { readonly type: 'permutation'; readonly items: readonly Expression[] }
  | ListReference
  | RangeReference
  /** `<name>` of an expansion rule. */
  | { readonly type: 'rule'; readonly name: string };

/** Where the value goes: into the slot, or, for `{list:@name}`, into the captures that only the response sees. */
interface Target {
  readonly slot: string;
  readonly isCapture: boolean;
  /** False when more of the same word follows, as in `{name}s`. */
  readonly endsWord: boolean;
}

/** `{list}` or `{list:slot}`. */
export interface ListReference extends Target {
  readonly type: 'list';
  readonly list: string;
}

/** `{from..to,step:slot}`, a range of whole numbers. */
export interface RangeReference extends Target {
  readonly type: 'range';
  readonly range: NumberRange;
}

/** Whole numbers from `from` to `to`, both included, every `step`. */
export interface NumberRange {
  readonly from: number;
  readonly to: number;
  readonly step: number;
  /** The slot's value is the number said times this. Default 1. */
  readonly multiplier?: number;
  /** Whether "5" and "five" are understood. Default both. */
  readonly digits?: boolean;
  readonly words?: boolean;
}

/** A template that cannot be read; `column` counts from 1 inside the template. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  readonly column: number;

  constructor(message: string, column: number) {
    super(message);
    this.column = column;
  }
}
