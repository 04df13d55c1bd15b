import { describe, expect, it } from 'vitest';
import { provenanceOfHome } from '../../../src/agent/tools/home-provenance.ts';

const people = ['Alice Miller', 'Jörg'];
const of = (domain: string, names: string, state: string, deviceClass?: string) =>
  provenanceOfHome({ domain, names, state, ...(deviceClass === undefined ? {} : { deviceClass }) }, people);

describe('what tells nothing of people', () => {
  it.each([
    ['sensor', 'Rack temperature', '23.5', 'temperature'],
    ['sensor', 'UPS status', 'on_battery', undefined],
    ['sensor', 'Last boot', '2026-11-23T10:31:00+00:00', 'timestamp'],
    ['sensor', 'Switch port 5 traffic', '1.2e3', undefined],
    ['sensor', 'Freezer', 'unavailable', 'temperature'],
    ['switch', 'Plug of the rack', 'on', 'outlet'],
    ['binary_sensor', 'Cellar leak', 'off', 'moisture'],
    ['climate', 'Cellar', 'heat', undefined],
  ])('%s %s', (domain, names, state, deviceClass) => {
    expect(of(domain, names, state, deviceClass)).toBe('home');
  });
});

describe('what does, or may', () => {
  it.each([
    ['person', 'Alice', 'home', undefined],
    ['device_tracker', 'Pixel 8', 'not_home', undefined],
    ['camera', 'Hall', 'idle', undefined],
    ['media_player', 'Living room', 'playing', undefined],
    ['alarm_control_panel', 'House', 'armed_away', undefined],
    ['anything_new', 'X', '1', undefined],
    ['binary_sensor', 'Hall', 'on', 'occupancy'],
    ['binary_sensor', 'Front door', 'off', 'door'],
    ['binary_sensor', 'Motion in the hall', 'on', undefined],
    ['sensor', 'Pixel 8 geocoded location', 'Main street 5, Springfield', undefined],
    ['sensor', 'Pixel 8 SSID', 'our_wifi', undefined],
    ['sensor', 'Next appointment', 'Dentist at 9', undefined],
    ['sensor', 'Alice’s phone battery', '80', 'battery'],
    ['sensor', 'sensor.jorg_watch_battery', '80', 'battery'],
  ])('%s %s', (domain, names, state, deviceClass) => {
    expect(of(domain, names, state, deviceClass)).toBe('person');
  });
});
