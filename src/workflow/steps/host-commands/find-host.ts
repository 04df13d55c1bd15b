import { asStewardError, StewardError } from '../../../core/errors.ts';
import { type Host, type HostCommand, type Hosts, reading } from '../../../core/hosts.ts';
import { type Inventory, objectsOfKind } from '../../../core/inventory.ts';

const named = (hosts: Hosts): string => hosts.all.map(({ reader }) => reader.name).join(', ');

const noHost = (message: string, mend: string): StewardError =>
  new StewardError(message, { code: 'host.which', kind: 'terminal', mend });

/** The host of an object that an effect names. @throws StewardError `host.which` */
export const hostOf = (hosts: Hosts, ref: string): Host => {
  const found = hosts.all.find(({ reader }) => ref.startsWith(`${reader.system}/`));
  if (found === undefined)
    throw noHost(`${ref} is on no host that Steward reaches.`, 'Add the host to the option hosts.');
  return found;
};

/** The host of that name. @throws StewardError `host.which` with the names that there are */
export const hostCalled = (hosts: Hosts, name: string): Host => {
  const found = hosts.all.find(({ reader }) => reader.name === name || reader.system === name);
  if (found === undefined)
    throw noHost(
      `There is no host ${name} that Steward reaches.`,
      hosts.all.length === 0 ? 'Add it to the option hosts.' : `There are: ${named(hosts)}.`,
    );
  return found;
};

/** The pool that a command is about; undefined when it is about none. */
export const poolOfCommand = ({ parameters }: HostCommand): string | undefined =>
  'pool' in parameters
    ? parameters.pool
    : 'dataset' in parameters
      ? parameters.dataset.split('/')[0]
      : undefined;

const hostWithPool = async (hosts: Hosts, pool: string, inventory: Inventory): Promise<Host> => {
  const nodes = objectsOfKind(inventory, 'pool').flatMap(({ name, node }) => (name === pool ? [node] : []));
  const known = hosts.all.filter(({ reader }) => nodes.includes(reader.name));
  if (known.length === 1 && known[0] !== undefined) return known[0];
  const found: Host[] = [];
  const silent: string[] = [];
  for (const host of hosts.all)
    try {
      const pools = await host.reader.read(reading('zpool.list', {}));
      if (pools.some((each) => each.pool === pool)) found.push(host);
    } catch (thrown) {
      silent.push(asStewardError(thrown).message);
    }
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  if (found.length > 1)
    throw noHost(
      `${found.map(({ reader }) => reader.name).join(' and ')} each have a pool ${pool}.`,
      'Name one of them in the field host of the step.',
    );
  throw noHost(
    `No host that Steward reaches has a pool ${pool}.${silent.length === 0 ? '' : ` Not all could be asked: ${silent.join(' ')}`}`,
    'Name the host in the field host of the step, or add it to the option hosts.',
  );
};

/**
 * The host that a step is for: the one that it names; else the one that has the pool; else the only one there is.
 * @throws StewardError `host.which` when that leaves none or several
 */
export const findHost = async (
  hosts: Hosts,
  { host, pool }: { readonly host: string | undefined; readonly pool: string | undefined },
  inventory: Inventory,
): Promise<Host> => {
  if (host !== undefined) return hostCalled(hosts, host);
  const [only, ...others] = hosts.all;
  if (only === undefined)
    throw noHost('Steward reaches no host over SSH.', 'Add the host to the option hosts.');
  if (pool !== undefined) return hostWithPool(hosts, pool, inventory);
  if (others.length === 0) return only;
  throw noHost(
    `The step does not say which host it is for, and there are several: ${named(hosts)}.`,
    'Name one of them in the field host of the step.',
  );
};
