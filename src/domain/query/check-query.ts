import { parseInstant } from '../clock.ts';
import type { LayerDefinition } from '../layer.ts';
import { type Cql2, type Cql2Value, propertiesOf } from './cql2.ts';
import { type Field, fieldNamed, fieldsOf } from './fields.ts';
import { QueryError } from './query-error.ts';

/**
 * Throws QueryError when a filter asks what none of `layers` can answer: an unknown field, a value of another kind, a choice
 * that does not exist. Of a field that only some of them have, the others hold nothing.
 */
export function checkQuery(filter: Cql2, layers: readonly LayerDefinition[], secret = false): void {
  const fields = layers.map((layer) => fieldsOf(layer, secret));
  for (const property of propertiesOf(filter)) {
    if (fields.some((each) => fieldNamed(each, property))) continue;
    const known = [...new Set(fields.flatMap((each) => each.map(({ key }) => key)))].join(', ');
    const names = layers.map(({ title }) => title);
    throw new QueryError(
      `filter: no field "${property}" in ${names.map(({ en }) => en).join(', ') || 'any shown layer'}; there are ${known}.`,
      `没有字段“${property}”（${names.map(({ zh }) => zh).join('、') || '没有显示的图层'}）；可用字段：${known}。`,
    );
  }
  visit(filter, (property, value) => {
    const found = fields.flatMap((each) => fieldNamed(each, property) ?? []);
    const problems = found.map((field) => problemOf(field, value));
    const problem = problems.find((each) => each !== null);
    if (problem && problems.every((each) => each !== null)) throw problem;
  });
}

/** What is wrong with comparing a field with a value; null when nothing is. */
function problemOf(field: Field, value: Cql2Value): QueryError | null {
  const { key, type, unit, choices } = field;
  const wrong = (en: string, zh: string) =>
    new QueryError(
      `filter: ${key} and ${JSON.stringify(value)}: ${en}.`,
      `“${field.title.zh}”（${key}）与 ${JSON.stringify(value)} 不能比较：${zh}。`,
    );
  switch (type) {
    case 'number': {
      if (typeof value === 'number') return null;
      const [en, zh] = unit ? [` in ${unit}`, `，单位 ${unit}`] : ['', ''];
      return wrong(`it is a number${en}; write one without quotes`, `它是数值${zh}，请写数字，不加引号`);
    }
    case 'truth':
      return typeof value === 'boolean' ? null : wrong('write TRUE or FALSE', '请写 TRUE 或 FALSE');
    case 'choice':
    case 'level': {
      if (choices?.some((each) => each.value === value)) return null;
      const list = choices?.map((each) => `'${each.value}'`).join(', ') ?? '';
      return wrong(`write one of ${list}`, `请写其中之一：${list}`);
    }
    case 'moment':
      return typeof value === 'string' && isMoment(value)
        ? null
        : wrong("write a time such as '2026-08-01T06:00:00+08:00'", "请写时刻，如 '2026-08-01T06:00:00+08:00'");
    case 'text':
      return typeof value === 'string' ? null : wrong("it is a text; put it in '…'", "它是文本，请写在 '…' 内");
  }
}

function isMoment(text: string): boolean {
  try {
    parseInstant(text);
    return true;
  } catch {
    return false;
  }
}

/** Every value that a property is compared with; a LIKE's is a pattern and none. */
function visit(filter: Cql2, each: (property: string, value: Cql2Value) => void): void {
  switch (filter.is) {
    case 'and':
    case 'or':
      for (const part of filter.parts) visit(part, each);
      return;
    case 'not':
      visit(filter.part, each);
      return;
    case 'compare':
      each(filter.property, filter.value);
      return;
    case 'between':
      each(filter.property, filter.low);
      each(filter.property, filter.high);
      return;
    case 'in':
      for (const value of filter.values) each(filter.property, value);
      return;
    case 'null':
    case 'like':
    case 'area':
      return;
  }
}
