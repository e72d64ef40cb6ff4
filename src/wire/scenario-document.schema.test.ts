import { readFileSync, writeFileSync } from 'node:fs';
import { toJsonSchema } from '@valibot/to-json-schema';
import { expect, test } from 'vitest';
import { ScenarioDocumentSchema } from './scenario-document.ts';

const FILE = 'src/wire/scenario-document.schema.json';

/** The published schema is the parser's own, written down; `UPDATE=1` writes it again. */
test('the published JSON Schema says what the parser accepts', () => {
  const { $schema: _, ...schema } = toJsonSchema(ScenarioDocumentSchema, {
    target: 'draft-2020-12',
    errorMode: 'ignore',
  });
  const published = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:chengjing:scenario:1',
    title: 'Scenario document',
    ...schema,
  };
  if (process.env['UPDATE'] === '1') writeFileSync(FILE, `${JSON.stringify(published, null, 2)}\n`);
  expect(JSON.parse(readFileSync(FILE, 'utf8'))).toEqual(JSON.parse(JSON.stringify(published)));
});
