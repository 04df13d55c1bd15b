import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { StewardError } from '../core/errors.ts';
import { approvalRuleFault } from './check-approval-rules.ts';
import { hostFault } from './check-hosts.ts';
import { describeIssue, type OptionFault } from './describe-issue.ts';
import { type Options, optionsSchema } from './options.ts';

const invalid = ({ message, mend }: OptionFault): StewardError =>
  new StewardError(message, { code: 'options.invalid', kind: 'terminal', mend });

/** Forms send an empty text for a field that was left empty. */
const withoutEmpty = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== '' && each !== null)
      .map(([key, each]) => [key, withoutEmpty(each)]),
  );
};

const firstRepeated = (names: readonly string[]): number =>
  names.findIndex((name, index) => names.indexOf(name) < index);

const checkCredentials = (connection: Options['proxmox'][number], where: string): void => {
  const { token_id, token_secret, user, password } = connection;
  const halves: [string, unknown, string, unknown][] = [
    ['token_id', token_id, 'token_secret', token_secret],
    ['user', user, 'password', password],
  ];
  for (const [first, a, second, b] of halves)
    if ((a === undefined) !== (b === undefined))
      throw invalid({
        message: `The option ${where}.${a === undefined ? first : second} is missing.`,
        mend: `Set both ${first} and ${second}.`,
      });
  if (token_id === undefined && user === undefined)
    throw invalid({
      message: `The option ${where} has no credentials.`,
      mend: 'Set token_id and token_secret. `steward doctor` prints the commands that make a token with the least rights.',
    });
};

const checkAuthority = (file: string, where: string): void => {
  let pem = '';
  try {
    pem = readFileSync(file, 'utf8');
  } catch {
    throw invalid({
      message: `The option ${where}.ca_file names ${file}, which is not there or cannot be read.`,
      mend: 'Name a PEM file that Steward may read, or use fingerprint instead.',
    });
  }
  if (!pem.includes('-----BEGIN CERTIFICATE-----'))
    throw invalid({
      message: `The option ${where}.ca_file names ${file}, which is not a certificate in PEM.`,
      mend: "Use Proxmox's /etc/pve/pve-root-ca.pem.",
    });
};

/** Everything that one field alone cannot show. */
const checkTogether = (options: Options): void => {
  const repeatedName = firstRepeated(options.proxmox.map(({ name }) => name));
  if (repeatedName !== -1)
    throw invalid({
      message: `The option proxmox[${repeatedName + 1}].name is "${options.proxmox[repeatedName]?.name}" a second time.`,
      mend: 'Give each Proxmox its own name.',
    });
  for (const [index, connection] of options.proxmox.entries()) {
    const where = `proxmox[${index + 1}]`;
    checkCredentials(connection, where);
    if (connection.ca_file !== undefined) checkAuthority(connection.ca_file, where);
  }
  const faultOfHosts = hostFault(options.hosts);
  if (faultOfHosts !== undefined) throw invalid(faultOfHosts);
  const repeatedUser = firstRepeated(options.approvers.map(({ user }) => user.trim().toLowerCase()));
  if (repeatedUser !== -1)
    throw invalid({
      message: `The option approvers[${repeatedUser + 1}].user is "${options.approvers[repeatedUser]?.user}" a second time.`,
      mend: 'Name each person once.',
    });
  const ruleFault = approvalRuleFault(options);
  if (ruleFault !== undefined) throw invalid(ruleFault);
  const { url, token } = options.home_assistant;
  if ((url === undefined) !== (token === undefined))
    throw invalid({
      message: `The option home_assistant.${url === undefined ? 'url' : 'token'} is missing.`,
      mend: 'Set both url and token, or neither.',
    });
  const { repository, token: githubToken } = options.github;
  if ((repository === undefined) !== (githubToken === undefined))
    throw invalid({
      message: `The option github.${repository === undefined ? 'repository' : 'token'} is missing.`,
      mend: 'Set both repository and token, or neither.',
    });
};

/**
 * Checks options as they come from a file, and fills in the defaults.
 * @throws StewardError `options.invalid` for the first thing that is wrong, naming the option and the mend. No value of
 * a secret is in it.
 */
export const parseOptions = (content: unknown): Options => {
  const parsed = optionsSchema.safeParse(withoutEmpty(content ?? {}), { reportInput: true });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw invalid(
      issue === undefined
        ? { message: 'The options cannot be used.', mend: 'See docs/reference/options.md.' }
        : describeIssue(optionsSchema, issue),
    );
  }
  checkTogether(parsed.data);
  return parsed.data;
};

/**
 * Reads a file of options, JSON or YAML (JSON is YAML).
 * @throws StewardError `options.unreadable`, or `options.invalid` with line and column of a slip in the writing
 */
export const readOptionsFile = (file: string): Options => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new StewardError(`The options file ${file} cannot be read.`, {
      code: 'options.unreadable',
      kind: 'terminal',
      mend: 'Check that it is there and that Steward may read it.',
      cause,
    });
  }
  // The parser's own message may quote the line, and the line may hold a secret.
  const document = parseDocument(text, { prettyErrors: true });
  const [slip] = document.errors;
  if (slip !== undefined) {
    const { line, col } = slip.linePos?.[0] ?? { line: 1, col: 1 };
    throw invalid({
      message: `The options file ${file} is neither JSON nor YAML: line ${line}, column ${col}.`,
      mend: 'Look there for a missing comma, quote or bracket.',
    });
  }
  return parseOptions(document.toJS({ maxAliasCount: 0 }));
};
