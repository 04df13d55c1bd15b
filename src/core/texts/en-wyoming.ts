/** What Steward says to a Wyoming satellite, beyond the conversation itself. */
export const wyomingEnglish = {
  'wyoming.hint':
    'Install the Homelab Steward integration to be known by name, and to approve changes on your phone.',
  'wyoming.failed': 'Something went wrong, so I have no answer.',
} as const;
