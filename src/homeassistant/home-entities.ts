import { asStewardError, StewardError } from '../core/errors.ts';
import type { HomeEntities, HomeEntity } from '../core/home-entities.ts';
import type { Picture } from '../core/reply.ts';

/** What {@link createHomeEntities} asks Home Assistant with. */
export interface HomeQueries {
  /** Sends one command that reads. Throws `home-assistant.*`. */
  query<Result>(type: string, fields?: Readonly<Record<string, unknown>>): Promise<Result>;
}

interface StateRow {
  readonly entity_id: string;
  readonly state: string;
  readonly last_changed: string;
  readonly attributes: {
    readonly friendly_name?: string | null;
    readonly unit_of_measurement?: string | null;
    readonly device_class?: string | null;
  };
}

interface RegistryRow {
  readonly entity_id: string;
  readonly area_id: string | null;
  readonly device_id: string | null;
  readonly aliases?: readonly (string | null)[];
}

interface Named {
  readonly area_id: string;
  readonly name: string;
}

interface DeviceRow {
  readonly id: string;
  readonly area_id: string | null;
}

/** Home Assistant's list of what is exposed, by assistant. */
interface Exposed {
  readonly exposed_entities: Readonly<Record<string, Readonly<Record<string, boolean>>>>;
}

const mediaTypes: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif']);
/** A picture beyond this is not a camera's. */
const largestPictureBytes = 10_000_000;
const pictureLimitMs = 10_000;

/**
 * The entities that Home Assistant exposes to Assist, over its WebSocket, and its cameras' pictures over HTTP.
 * @param options.url `http(s)://host:port`, or `http://supervisor/core`
 */
export const createHomeEntities = (
  options: { readonly url: string; readonly token: string },
  { query }: HomeQueries,
): HomeEntities => {
  const exposedIds = async (): Promise<ReadonlySet<string>> => {
    const { exposed_entities } = await query<Exposed>('homeassistant/expose_entity/list');
    return new Set(
      Object.entries(exposed_entities).flatMap(([id, by]) => (by['conversation'] === true ? [id] : [])),
    );
  };

  const notACamera = (entityId: string, why: string): StewardError =>
    new StewardError(`The camera ${entityId} ${why}.`, {
      code: 'home-assistant.no-camera',
      kind: 'terminal',
      mend: 'Expose it to Assist in Home Assistant under Settings, Voice assistants, and see that it shows a picture there.',
    });

  const fetchPicture = async (entityId: string, signal: AbortSignal): Promise<Response> => {
    try {
      return await fetch(
        `${options.url.replace(/\/+$/, '')}/api/camera_proxy/${encodeURIComponent(entityId)}`,
        {
          headers: { authorization: `Bearer ${options.token}` },
          redirect: 'error',
          signal: AbortSignal.any([signal, AbortSignal.timeout(pictureLimitMs)]),
        },
      );
    } catch (cause) {
      throw new StewardError(
        `Home Assistant does not give the picture of ${entityId}: ${asStewardError(cause).message}.`,
        { code: 'home-assistant.not-connected', kind: 'retry', cause },
      );
    }
  };

  return {
    all: async () => {
      const exposed = await exposedIds();
      const [states, entries, devices, areas] = await Promise.all([
        query<readonly StateRow[]>('get_states'),
        query<Readonly<Record<string, RegistryRow | null>>>('config/entity_registry/get_entries', {
          entity_ids: [...exposed],
        }),
        query<readonly DeviceRow[]>('config/device_registry/list'),
        query<readonly Named[]>('config/area_registry/list'),
      ]);
      const areaNames = new Map(areas.map(({ area_id, name }) => [area_id, name]));
      const areaOfDevice = new Map(devices.map(({ id, area_id }) => [id, area_id]));
      return states
        .filter(({ entity_id }) => exposed.has(entity_id))
        .map(({ entity_id, state, last_changed, attributes }): HomeEntity => {
          const entry = entries[entity_id] ?? undefined;
          const area = areaNames.get(entry?.area_id ?? areaOfDevice.get(entry?.device_id ?? '') ?? '');
          const { unit_of_measurement: unit, device_class: deviceClass } = attributes;
          return {
            entityId: entity_id,
            name: attributes.friendly_name ?? entity_id,
            // Home Assistant puts a null where the entity's own name stands among its aliases.
            aliases: (entry?.aliases ?? []).filter((alias) => alias !== null),
            ...(area === undefined ? {} : { area }),
            state,
            ...(typeof unit === 'string' ? { unit } : {}),
            ...(typeof deviceClass === 'string' ? { deviceClass } : {}),
            changedAtMs: Date.parse(last_changed),
          };
        });
    },

    picture: async (entityId, signal): Promise<Picture> => {
      if (!entityId.startsWith('camera.') || !(await exposedIds()).has(entityId))
        throw notACamera(entityId, 'is not exposed to Assist');
      const response = await fetchPicture(entityId, signal);
      const mediaType = (response.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? '';
      if (!response.ok || !mediaTypes.has(mediaType)) {
        await response.body?.cancel();
        throw notACamera(entityId, `has no picture (status ${response.status})`);
      }
      const data = new Uint8Array(await response.arrayBuffer());
      if (data.length === 0 || data.length > largestPictureBytes)
        throw notACamera(entityId, 'has no picture that can be used');
      return { mediaType: mediaType as Picture['mediaType'], data };
    },
  };
};
