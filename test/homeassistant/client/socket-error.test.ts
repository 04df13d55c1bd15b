import { expect, it } from 'vitest';
import { asCallError } from '../../../src/homeassistant/client/socket-error.ts';

it('never tells the webhook id by which Home Assistant names a phone that is away', () => {
  const webhookId = '9425c0ffee'.repeat(7).slice(0, 64);
  const error = asCallError(
    {
      code: 'home_assistant_error',
      message: `Device(s) with webhook id(s) ${webhookId} not connected to local push notifications`,
    },
    'notify.mobile_app_pixel',
  );
  expect(error.message).not.toContain(webhookId.slice(0, 16));
  expect(error.message).toBe(
    'Home Assistant refused notify.mobile_app_pixel: Device(s) with webhook id(s) … not connected to local push notifications.',
  );
});
