import { z } from 'zod';
import { type Options, optionsSchema } from './options.ts';

/** The schema as JSON, as far as it is used here. */
interface Shape {
  readonly supervisor?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
}

const collect = (shape: Shape | undefined, value: unknown): string[] => {
  if (shape === undefined || value === undefined) return [];
  if (typeof value === 'string') return shape.supervisor === 'password' ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item) => collect(shape.items, item));
  return Object.entries(value ?? {}).flatMap(([key, each]) => collect(shape.properties?.[key], each));
};

/** The values of all options of type password: what must never be in a text that leaves. */
export const secretValues = (options: Options): string[] =>
  collect(z.toJSONSchema(optionsSchema, { io: 'input', unrepresentable: 'any' }) as Shape, options);
