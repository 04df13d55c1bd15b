import fc from 'fast-check';

/** What people who want a shell would try, and what breaks careless quoting. */
export const attacks: readonly string[] = [
  '; touch /tmp/pwned',
  '&& reboot',
  '| sh',
  '|| true',
  '& sleep 1 &',
  '$(id)',
  '`id`',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's own spelling
  '${HOME}',
  '$HOME',
  '~root',
  '*',
  '?',
  '[a-z]*',
  '{a,b}',
  '> /etc/passwd',
  '< /etc/shadow',
  '2>&1',
  '\n reboot',
  '\r\nreboot',
  "'",
  '"',
  "''",
  "'; reboot; '",
  "'\\''",
  '\\',
  '\\\\',
  "\\'",
  '!!',
  '!reboot',
  '#comment',
  '=ls',
  '-f',
  '--force',
  '-o readonly=on',
  '%s%n',
  '\t',
  ' ',
  '',
  '--',
  'a b',
  '\u001b[2J',
  '\u00a0',
  '\u2028',
  '日本語',
  '😀',
  'ﬀ',
  'İ',
  '../../etc/shadow',
  '/dev/../etc/passwd',
  'tank;reboot',
  'tank$(reboot)',
  'tank\nzpool destroy tank',
  "on' ; reboot '",
  'IFS=x',
  '<(id)',
  '((1))',
  '@(a|b)',
];

/** Any text that a program's argument can hold: without NUL, and well formed, since it is sent as UTF-8. */
const anyText = fc.string({ unit: 'binary', maxLength: 40 }).filter((text) => !text.includes('\0'));

/** A word that is hostile, or ordinary with something hostile in it. */
export const hostileWord: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...attacks),
  anyText,
  fc
    .tuple(fc.constantFrom('tank', 'nvme1n1', 'compression', 'lz4', ''), fc.constantFrom(...attacks), anyText)
    .map((parts) => parts.join('')),
  fc
    .array(fc.constantFrom("'", '\\', '"', '$', '`', '\n', ' ', 'a', '!', '='), { maxLength: 12 })
    .map((signs) => signs.join('')),
);
