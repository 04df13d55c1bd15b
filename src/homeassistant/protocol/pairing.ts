import { z } from 'zod';

/** Body of POST /integration/pair: the code that Steward shows in its log, its panel and `steward pair`. */
export const pairingRequest = z.strictObject({
  code: z
    .string()
    .regex(/^\d{8}$/)
    .describe('Eight digits, valid for ten minutes, used once.'),
  homeAssistantName: z.string().max(255).describe('Shown in Steward’s log.'),
});

/** Its answer with status 200. Status 403: wrong or expired code; 429: too many tries. */
export const pairingAnswer = z.strictObject({
  token: z.string(),
  stewardId: z.string(),
  name: z.string(),
  protocol: z.int(),
});

/** Answer of GET /integration/about (no authentication): what is there, before pairing. */
export const aboutAnswer = z.strictObject({
  product: z.literal('homelab-steward'),
  stewardVersion: z.string(),
  stewardId: z.string(),
  protocol: z.int(),
  name: z.string(),
});
