import { z } from 'zod';
import { optionsSchema } from '../../src/config/options.ts';

/** As much of JSON Schema as options turn into, and the keys of their own that `src/config/options.ts` gives them. */
export interface OptionSchema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, OptionSchema>>;
  readonly required?: readonly string[];
  readonly items?: OptionSchema;
  readonly additionalProperties?: unknown;
  readonly supervisor?: 'password' | 'url';
  readonly isStandaloneOnly?: boolean;
}

/** The options as people write them (before defaults). */
export const readOptionSchema = (): OptionSchema =>
  z.toJSONSchema(optionsSchema, { io: 'input' }) as OptionSchema;

/** Whether a key of a block may be left out. */
export const isOptional = (block: OptionSchema, key: string): boolean =>
  block.required?.includes(key) !== true;
