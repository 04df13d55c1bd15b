import { readFileSync } from 'node:fs';

/** The vendor writes booleans as 0 and 1, and some numbers as text. */
type Flag = 0 | 1;

/** How the vendor describes one value: JSON Schema's older words with Perl patterns and named formats. */
export interface PropertySchema {
  readonly type?: 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array' | 'null' | 'any';
  readonly optional?: Flag;
  readonly default?: unknown;
  /** null in the vendor's file where the values are known at run time only. */
  readonly enum?: readonly (string | number)[] | null;
  readonly pattern?: string;
  readonly minimum?: number | string;
  readonly maximum?: number | string;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** The name of a format, or the keys of a comma list (`key=value,key=value`). */
  readonly format?: string | Readonly<Record<string, PropertySchema>>;
  readonly requires?: string;
  readonly items?: PropertySchema;
  readonly properties?: Readonly<Record<string, PropertySchema>>;
  readonly additionalProperties?: Flag | PropertySchema;
  /** Alternatives, chosen by the value of the property that `type-property` names. */
  readonly oneOf?: readonly PropertySchema[];
  readonly 'type-property'?: string;
  readonly 'instance-types'?: readonly string[];
  /** In a comma list: the key that a bare value belongs to. */
  readonly default_key?: Flag;
  readonly alias?: string;
  readonly keyAlias?: string;
}

/** The vendor's permission expression, e.g. `["perm", "/vms/{vmid}", ["VM.PowerMgmt"]]`. */
export type PermissionCheck = readonly [string, ...unknown[]];

/** One method of one path. */
export interface MethodSchema {
  readonly name: string;
  readonly method: HttpMethod;
  /** 1 when an API token may call it; 0 when it needs a ticket. */
  readonly allowtoken?: Flag;
  /** `node` when the call is answered by the node that its path names. */
  readonly proxyto?: string;
  readonly parameters?: PropertySchema;
  readonly returns?: PropertySchema;
  /** Absent: root@pam only. */
  readonly permissions?: { readonly user?: 'all' | 'world'; readonly check?: PermissionCheck };
}

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** All of the vendor's API: method by HTTP method by path template. */
export type ApiSchema = Readonly<Record<string, Readonly<Partial<Record<HttpMethod, MethodSchema>>>>>;

/** A call that the vendor's API has. */
export interface MatchedMethod {
  /** e.g. `/nodes/{node}/qemu/{vmid}/status/start` */
  readonly path: string;
  readonly schema: MethodSchema;
  /** Values of the path's placeholders, percent-decoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface Branch {
  readonly literals: Map<string, Branch>;
  placeholder?: { readonly name: string; readonly branch: Branch };
  path?: string;
}

/** Proxmox VE 9.1's API, as pve-docs 9.1.3 describes it: 431 paths, 649 methods. */
export const apiSchema: ApiSchema = JSON.parse(
  readFileSync(new URL('./pve-api-9.1.json', import.meta.url), 'utf8'),
) as ApiSchema;

const newBranch = (): Branch => ({ literals: new Map() });

const buildTree = (schema: ApiSchema): Branch => {
  const root = newBranch();
  for (const path of Object.keys(schema)) {
    let branch = root;
    for (const segment of path.split('/').filter(Boolean)) {
      const name = /^\{(.+)\}$/.exec(segment)?.[1];
      if (name === undefined) {
        const next = branch.literals.get(segment) ?? newBranch();
        branch.literals.set(segment, next);
        branch = next;
      } else {
        branch.placeholder ??= { name, branch: newBranch() };
        branch = branch.placeholder.branch;
      }
    }
    branch.path = path;
  }
  return root;
};

const tree = buildTree(apiSchema);

/** Placeholders that take the rest of the path, slashes included. */
const takesTheRest = new Set(['volume']);

/**
 * Finds what a request calls. A literal segment wins over a placeholder, as in the vendor's router.
 * @param path below `/api2/json`, as sent (percent-encoded), without a query
 * @returns undefined when the vendor has no such path, or not with this method
 */
export const matchMethod = (method: string, path: string): MatchedMethod | undefined => {
  const segments = path.split('/').filter(Boolean).map(decodeURIComponent);
  const pathParameters: Record<string, string> = {};
  let branch = tree;
  for (let index = 0; index < segments.length; index += 1) {
    const segment = segments[index] as string;
    const literal = branch.literals.get(segment);
    if (literal !== undefined) {
      branch = literal;
      continue;
    }
    if (branch.placeholder === undefined) return undefined;
    const { name } = branch.placeholder;
    branch = branch.placeholder.branch;
    if (takesTheRest.has(name)) {
      pathParameters[name] = segments.slice(index).join('/');
      break;
    }
    pathParameters[name] = segment;
  }
  const schema = branch.path === undefined ? undefined : apiSchema[branch.path]?.[method as HttpMethod];
  return branch.path === undefined || schema === undefined
    ? undefined
    : { path: branch.path, schema, pathParameters };
};
