/** What the services ask of the files they take, as JSON Schemas: written from their documentation. */

const line = { type: 'integer', minimum: 1 };
const text = { type: 'string', minLength: 1 };
const path = { type: 'string', minLength: 1, not: { pattern: '^(/|\\./|[A-Za-z]:[\\\\/])' } };
const closed = { additionalProperties: false };

/** GitLab, "Implement a custom tool" of Code Quality. */
export const GITLAB = {
  type: 'array',
  items: {
    ...closed,
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'location', 'severity'],
    properties: {
      description: text,
      check_name: text,
      fingerprint: text,
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        ...closed,
        type: 'object',
        required: ['path', 'lines'],
        properties: { path, lines: { ...closed, type: 'object', required: ['begin'], properties: { begin: line } } },
      },
    },
  },
};

const position = { ...closed, type: 'object', required: ['line'], properties: { line, column: line } };
const source = { ...closed, type: 'object', required: ['name'], properties: { name: text, url: text } };
const diagnostic = {
  type: 'object',
  required: ['message', 'location'],
  properties: {
    message: text,
    location: {
      ...closed,
      type: 'object',
      required: ['path'],
      properties: {
        path,
        range: { ...closed, type: 'object', required: ['start'], properties: { start: position, end: position } },
      },
    },
    severity: { enum: ['UNKNOWN_SEVERITY', 'ERROR', 'WARNING', 'INFO'] },
    code: { ...closed, type: 'object', required: ['value'], properties: { value: text, url: text } },
    source,
  },
};

/** reviewdog, proto/rdf/reviewdog.proto: one message for the whole, or one a line. */
export const RDJSON = {
  ...closed,
  type: 'object',
  required: ['diagnostics'],
  properties: { source, diagnostics: { type: 'array', items: { ...diagnostic, ...closed } } },
};
export const RDJSON_LINE = { ...diagnostic, ...closed, required: [...diagnostic.required, 'source'] };

const column = { type: 'integer', minimum: 0 };

/** SonarQube 10.3 and later, "Generic formatted issue reports". */
export const SONARQUBE = {
  ...closed,
  type: 'object',
  required: ['rules', 'issues'],
  properties: {
    rules: {
      type: 'array',
      items: {
        ...closed,
        type: 'object',
        required: ['id', 'name', 'engineId', 'cleanCodeAttribute', 'impacts'],
        properties: {
          id: text,
          name: text,
          description: text,
          engineId: text,
          cleanCodeAttribute: { enum: ['CONVENTIONAL', 'FORMATTED', 'CLEAR', 'COMPLETE', 'LOGICAL', 'TRUSTWORTHY'] },
          type: { enum: ['BUG', 'VULNERABILITY', 'CODE_SMELL'] },
          severity: { enum: ['BLOCKER', 'CRITICAL', 'MAJOR', 'MINOR', 'INFO'] },
          impacts: {
            type: 'array',
            minItems: 1,
            items: {
              ...closed,
              type: 'object',
              required: ['softwareQuality', 'severity'],
              properties: {
                softwareQuality: { enum: ['SECURITY', 'RELIABILITY', 'MAINTAINABILITY'] },
                severity: { enum: ['BLOCKER', 'HIGH', 'MEDIUM', 'LOW', 'INFO'] },
              },
            },
          },
        },
      },
    },
    issues: {
      type: 'array',
      items: {
        ...closed,
        type: 'object',
        required: ['ruleId', 'primaryLocation'],
        properties: {
          ruleId: text,
          primaryLocation: {
            ...closed,
            type: 'object',
            required: ['message', 'filePath'],
            properties: {
              message: text,
              filePath: path,
              textRange: {
                ...closed,
                type: 'object',
                required: ['startLine'],
                properties: { startLine: line, endLine: line, startColumn: column, endColumn: column },
                dependentRequired: { startColumn: ['endLine', 'endColumn'], endColumn: ['startColumn'] },
              },
            },
          },
        },
      },
    },
  },
};

const moment = { type: 'string', format: 'date-time' };
const iri = { type: 'string', format: 'uri' };
const named = { ...closed, type: 'object', properties: { '@id': iri } };

/** OpenVEX 0.2.0, as far as a document of ours uses it. It wants at least one statement. */
export const OPENVEX = {
  ...closed,
  type: 'object',
  required: ['@context', '@id', 'author', 'timestamp', 'version', 'statements'],
  properties: {
    '@context': { const: 'https://openvex.dev/ns/v0.2.0' },
    '@id': iri,
    author: text,
    timestamp: moment,
    version: { type: 'integer', minimum: 1 },
    tooling: text,
    statements: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: {
        ...closed,
        type: 'object',
        required: ['vulnerability', 'status'],
        properties: {
          vulnerability: {
            ...closed,
            type: 'object',
            required: ['name'],
            properties: {
              name: text,
              description: text,
              aliases: { type: 'array', uniqueItems: true, items: text },
            },
          },
          products: {
            type: 'array',
            uniqueItems: true,
            items: {
              ...named,
              properties: { ...named.properties, subcomponents: { type: 'array', uniqueItems: true, items: named } },
            },
          },
          status: { enum: ['not_affected', 'affected', 'fixed', 'under_investigation'] },
          status_notes: text,
          justification: {
            enum: [
              'component_not_present',
              'vulnerable_code_not_present',
              'vulnerable_code_not_in_execute_path',
              'vulnerable_code_cannot_be_controlled_by_adversary',
              'inline_mitigations_already_exist',
            ],
          },
          impact_statement: text,
          action_statement: text,
        },
        allOf: [
          {
            if: { properties: { status: { const: 'not_affected' } } },
            // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
            then: { oneOf: [{ required: ['justification'] }, { required: ['impact_statement'] }] },
          },
          {
            if: { properties: { status: { const: 'affected' } } },
            // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
            then: { required: ['action_statement'] },
          },
        ],
      },
    },
  },
};
