/** The JSON Schemas that are published, for editors and for whoever reads our output. */
import { reportJsonSchema } from '../../report/report-schema.ts';

export async function schemaFiles(): Promise<[path: string, text: string][]> {
  const { toJsonSchema } = await import('@valibot/to-json-schema');
  const schemas: [string, object][] = [['schemas/report.schema.json', await reportJsonSchema(toJsonSchema)]];
  return schemas.map(([path, schema]) => [path, `${JSON.stringify(schema, null, 2)}\n`]);
}
