import { z } from 'zod';
import { StewardError } from '../../core/errors.ts';
import type { Requester } from '../../core/people.ts';

/** Something said to a satellite, with what the caller claims about where. */
export interface Transcript {
  /** At most 4000 characters. */
  readonly text: string;
  /** BCP 47. @default en */
  readonly language: string;
  /** Absent where the caller keeps no conversation. */
  readonly conversationId?: string;
  /** Never a person: Wyoming does not say who speaks. */
  readonly requester: Requester;
}

/** Ids as Home Assistant makes them. Approvers read the claims, so free text does not get through. */
const claimedId = z
  .string()
  .regex(/^[\w.:-]{1,255}$/)
  .optional()
  .catch(undefined);

const schema = z.object({
  text: z.string().max(4000),
  language: z
    .string()
    .regex(/^[a-z]{2,8}(-[a-z0-9]{1,8}){0,3}$/i)
    .catch('en'),
  context: z
    .object({
      conversation_id: z.string().min(1).max(128).optional().catch(undefined),
      device_id: claimedId,
      satellite_id: claimedId,
    })
    .catch({}),
});

/**
 * Reads the data of a `transcript` event. Claims that cannot be ids are dropped, not refused: nothing hangs on them.
 * @throws StewardError `wyoming.malformed` where there is no text, or more than 4000 characters of it
 */
export const readTranscript = (data: Readonly<Record<string, unknown>>): Transcript => {
  const parsed = schema.safeParse(data);
  if (!parsed.success)
    throw new StewardError('A transcript needs a text of at most 4000 characters.', {
      code: 'wyoming.malformed',
      kind: 'terminal',
      cause: parsed.error,
    });
  const { text, language, context } = parsed.data;
  return {
    text,
    language,
    // A claimed id reaches into conversations that were held over Wyoming only, never into one held in Assist.
    ...(context.conversation_id === undefined
      ? {}
      : { conversationId: `wyoming:${context.conversation_id}` }),
    requester: {
      channel: 'wyoming',
      ...(context.device_id === undefined ? {} : { claimedDeviceId: context.device_id }),
      ...(context.satellite_id === undefined ? {} : { claimedSatelliteId: context.satellite_id }),
    },
  };
};
