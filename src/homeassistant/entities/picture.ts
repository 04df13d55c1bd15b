import type { DeviceDescription, EntityDescription, EntityState } from '../protocol/to-integration.ts';

/**
 * What one source (an inventory object, or Steward itself) contributes to a picture. It is taken over as it is into the
 * next picture when neither the source nor anything else that it was made from has changed.
 */
export interface PictureSection {
  /** The inventory object, compared by identity; undefined for Steward's own section. */
  readonly source: object | undefined;
  /** Whatever else it was made from, as text. */
  readonly circumstances: string;
  readonly madeAtMs: number;
  /** Undefined where the entities sit on another section's device. */
  readonly device?: DeviceDescription;
  readonly entities: readonly DescribedEntity[];
}

/** An entity and how it is. Events have no state: they are told when they happen. */
export interface DescribedEntity {
  readonly description: EntityDescription;
  readonly state?: EntityState;
}

/**
 * Everything that Home Assistant is to show at one instant. Keys of devices are refs of objects, or `steward`; keys of
 * entities and states are `<device or storage>/<aspect>`, e.g. `proxmox:home/guest/101/cpu`. A device stands before
 * those that hang on it.
 */
export interface EntityPicture {
  readonly devices: ReadonlyMap<string, DeviceDescription>;
  readonly entities: ReadonlyMap<string, EntityDescription>;
  readonly states: ReadonlyMap<string, EntityState>;
  /** What the maps are made of, by the source's ref; a section that did not change is the one of the picture before. */
  readonly sections: ReadonlyMap<string, PictureSection>;
}

interface Joined {
  readonly devices: Map<string, DeviceDescription>;
  readonly entities: Map<string, EntityDescription>;
  readonly states: Map<string, EntityState>;
}

const join = (sections: ReadonlyMap<string, PictureSection>): Joined => {
  const joined: Joined = { devices: new Map(), entities: new Map(), states: new Map() };
  for (const { device, entities } of sections.values()) {
    if (device !== undefined) joined.devices.set(device.key, device);
    for (const { description, state } of entities) {
      joined.entities.set(description.key, description);
      if (state !== undefined) joined.states.set(description.key, state);
    }
  }
  return joined;
};

/** Makes a picture of sections, in their order. They are joined when somebody asks: between pictures nobody does. */
export const pictureOf = (sections: ReadonlyMap<string, PictureSection>): EntityPicture => {
  let joined: Joined | undefined;
  const all = (): Joined => {
    joined ??= join(sections);
    return joined;
  };
  return {
    sections,
    get devices() {
      return all().devices;
    },
    get entities() {
      return all().entities;
    },
    get states() {
      return all().states;
    },
  };
};
