import { heightLayer } from '../domain/mount.ts';
import type { ColumnMapping } from './columns.ts';
import { bareMount, layerOf, parseMountText } from './mount-text.ts';
import type { SurveyProblem } from './problem.ts';
import { azimuth, quantity, textOf } from './quantity.ts';
import type { RawTable } from './raw-table.ts';
import type { SurveyMount } from './record.ts';
import { type RowReader, rowReader } from './row-reader.ts';

/** A device of a table that lists devices by the number of their pole. */
export interface MountRow {
  readonly table: string;
  readonly row: number;
  readonly column: string | null;
  readonly pole: string;
  readonly mount: SurveyMount;
}

/** Whether a table without coordinates lists devices: a pole number, a kind, and something only a device has. */
export function isMountTable(mapping: ColumnMapping): boolean {
  const { id, kind, mountKind, mounts, mountHeight, heightLayer, weight, windArea, fibre } = mapping;
  return Boolean(
    id && (kind || mountKind || mounts) && (mountKind || mountHeight || heightLayer || weight || windArea || fibre),
  );
}

/** The devices of a mount table. */
export function readMountRows(table: RawTable, mapping: ColumnMapping, problems: SurveyProblem[]): MountRow[] {
  const heightField = mapping.mountHeight ? 'mountHeight' : 'height';
  const kindField = mapping.mountKind ? 'mountKind' : mapping.mounts ? 'mounts' : 'kind';
  return table.rows.flatMap((row) => {
    const reader = rowReader(table, mapping, row, problems);
    const pole = reader.text('id');
    const written = reader.text(kindField);
    if (pole === null && written === null) return [];
    const devices = withColumns(reader, written === null ? [] : parseMountText(written), heightField);
    reportUnknown(reader, devices, kindField);
    return devices.map((mount) => ({
      table: table.name,
      row: row.row,
      column: mapping.id ?? null,
      pole: pole ?? '',
      mount,
    }));
  });
}

/** The devices of a pole's own row. `lamp`: a value of a device without a name is its luminaire's. */
export function mountsOfRow(reader: RowReader, lamp: boolean): SurveyMount[] {
  const field = reader.text('mounts') === null ? 'mountKind' : 'mounts';
  let devices = parseMountText(reader.text(field) ?? '');
  if (devices.length === 0 && lamp && DEVICE_FIELDS.some((each) => each !== 'azimuth' && reader.text(each) !== null))
    devices = [bareMount('照明灯具')];
  const complete = devices.length === 0 ? devices : withColumns(reader, devices, 'mountHeight');
  reportUnknown(reader, complete, field);
  return complete;
}

const DEVICE_FIELDS = ['mountHeight', 'heightLayer', 'azimuth', 'weight', 'windArea', 'power', 'fibre'] as const;
type DeviceField = (typeof DEVICE_FIELDS)[number];

/** Values beside the devices: one for the only device, or as many as there are devices. */
function withColumns(
  reader: RowReader,
  devices: readonly SurveyMount[],
  heightField: 'mountHeight' | 'height',
): SurveyMount[] {
  let mounts = [...devices];
  for (const field of DEVICE_FIELDS) {
    const from = field === 'mountHeight' ? heightField : field;
    const cell = reader.cell(from);
    if (cell === null || textOf(cell) === '') continue;
    const parts = typeof cell === 'string' ? cell.split(/[;；、|/]/) : [cell];
    // Identical devices of one name share one value.
    const alike = mounts.every(({ written }) => written === mounts[0]?.written);
    if (parts.length !== mounts.length && !(parts.length === 1 && alike)) {
      reader.report(
        'implausible-value',
        'warning',
        from,
        {
          zh: `${mounts.length} 个设备对应 ${parts.length} 个值`,
          en: `${parts.length} value(s) for ${mounts.length} devices`,
        },
        {
          zh: '请按设备顺序用分号列出，或另列挂载表',
          en: 'list one a device with semicolons, or use a table of devices',
        },
      );
      continue;
    }
    mounts = mounts.map((mount, i) => {
      const part = parts[parts.length === 1 ? 0 : i] ?? null;
      const filled = fill(mount, field, part);
      if (filled === null)
        reader.report(
          'implausible-value',
          'warning',
          from,
          { zh: '不是可用的值', en: 'is no value that can be used' },
          { zh: '请更正后重新导入', en: 'correct it and import again' },
        );
      return filled ?? mount;
    });
  }
  return mounts;
}

/** `mount` with what `part` says; null when it says nothing sensible. A value in the device's own text comes first. */
function fill(mount: SurveyMount, field: DeviceField, part: string | number | boolean | null): SurveyMount | null {
  const number = (unit: 'm' | 'kg' | 'm²' | 'W'): number | null => {
    const value = quantity(part, unit);
    return value !== null && value >= 0 ? value : null;
  };
  switch (field) {
    case 'mountHeight': {
      const height = mount.height ?? number('m');
      return height === null || height > 60 ? null : { ...mount, height, layer: heightLayer(height) };
    }
    case 'heightLayer': {
      const layer = layerOf(textOf(part));
      return layer === null ? null : { ...mount, layer: mount.height === null ? layer : mount.layer };
    }
    case 'azimuth': {
      const value = azimuth(part);
      return value === null || Number.isNaN(value) ? null : { ...mount, azimuth: mount.azimuth ?? value };
    }
    case 'weight': {
      const kilograms = number('kg');
      return kilograms === null ? null : { ...mount, kilograms: mount.kilograms ?? kilograms };
    }
    case 'windArea': {
      const windArea = number('m²');
      return windArea === null ? null : { ...mount, windArea: mount.windArea ?? windArea };
    }
    case 'power': {
      const watts = number('W');
      return watts === null ? null : { ...mount, watts: mount.watts ?? watts };
    }
    case 'fibre': {
      const cores = /^(\d+)\s*芯?$/.exec(textOf(part));
      const fibre = cores && Number(cores[1]) > 1 ? Number(cores[1]) : yesNo(part);
      return fibre === null ? null : { ...mount, fibre: mount.fibre ?? fibre };
    }
  }
}

function yesNo(part: string | number | boolean | null): boolean | null {
  if (typeof part === 'boolean') return part;
  const text = textOf(part).toLowerCase();
  if (/^(是|有|需|需要|要|y|yes|true|1|光纤|√)$/.test(text)) return true;
  return /^(否|无|没有|不需|不需要|n|no|false|0|×)$/.test(text) ? false : null;
}

function reportUnknown(
  reader: RowReader,
  devices: readonly SurveyMount[],
  field: 'mounts' | 'mountKind' | 'kind',
): void {
  for (const written of new Set(devices.filter(({ kind }) => kind === null).map((each) => each.written)))
    reader.report(
      'unknown-mount',
      'warning',
      field,
      { zh: `不认识的挂载“${written}”`, en: `unknown device "${written}"` },
      { zh: '请改用标准名称；原文已保留', en: 'use a standard name; the word as written is kept' },
    );
}
