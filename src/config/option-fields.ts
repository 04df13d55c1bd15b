import { z } from 'zod';

/** How a field is shown to people and written into the app's files. */
export interface FieldMeta {
  /** Label of the field. */
  readonly title: string;
  /** One or two sentences below it. */
  readonly description: string;
  /** Supervisor's own type, where the zod type does not say it. `password` is never logged, shown or sent. */
  readonly supervisor?: 'password' | 'url';
  /** Left out of the app's options: it has a meaning outside Supervisor only. */
  readonly isStandaloneOnly?: boolean;
}

/** A text that is not empty. */
export const text = (meta: FieldMeta) =>
  z
    .string()
    .min(1)
    .meta({ ...meta });
/** A text of a certain form; `mustBe` is said of any other. */
export const matching = (pattern: RegExp, mustBe: string, meta: FieldMeta) =>
  z
    .string()
    .regex(pattern, mustBe)
    .meta({ ...meta });
/** An address of a certain protocol; `example` is shown with any other. */
export const address = (protocol: RegExp, example: string, meta: FieldMeta) =>
  z.url({ protocol, error: `must be an address like ${example}` }).meta({ ...meta, supervisor: 'url' });
/** A text that is never logged, shown or sent. */
export const secret = (meta: FieldMeta) => text({ ...meta, supervisor: 'password' });
