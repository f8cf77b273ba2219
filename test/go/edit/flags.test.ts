/** The messages and results are those of `go mod edit` and `go work edit` of go 1.26. */
import { describe, expect, it } from 'vitest';
import { editFile } from '../../../src/go/edit/edit.ts';
import { source } from '../../../src/text/source.ts';

const mod = (text: string, ...flags: string[]) => editFile(source('go.mod', text), 'mod', flags);
const work = (text: string, ...flags: string[]) => editFile(source('go.work', text), 'work', flags);

describe('an argument', () => {
  it.each([
    ['-require=a//b@v1.0.0', 'invalid path: malformed import path "a//b": double slash'],
    ['-require=@v1', 'invalid path: malformed import path "": empty string'],
    ['-exclude=a@-x', 'invalid module version "-x"'],
    ['-exclude=a@/x', 'invalid module version "/x"'],
    ['-tool=', 'invalid path: malformed import path "": empty string'],
    ['-droptool=a@b', 'need just path, not path@version'],
    ['-replace==./b', 'invalid old path: malformed import path "": empty string'],
    ['-replace=./a=./b', 'invalid old path: malformed import path "./a": invalid path element "."'],
    ['-replace=a//b=./x', 'invalid old path: malformed import path "a//b": double slash'],
    ['-replace=a@-x=./b', 'invalid module version "-x"'],
    ['-replace=a@"=./x', String.raw`invalid old version: "\""`],
    ['-replace=a=b//c@v1', 'invalid new path: malformed import path "b//c": double slash'],
    ['-replace=a=b@-x', 'invalid module version "-x"'],
    ['-replace=a=b@', 'invalid new version: ""'],
    ['-dropreplace=a//b', 'invalid old path: malformed import path "a//b": double slash'],
    ['-dropreplace=a@-x', 'invalid module version "-x"'],
    ['-dropreplace=a@', 'invalid old version: ""'],
    ['-retract=[v1.0.0]', 'invalid version interval: "[v1.0.0]"'],
    ['-retract=[v1.0.0,v1.1.0', 'invalid version interval: "[v1.0.0,v1.1.0"'],
    ['-retract=[,v1.0.0]', 'invalid version interval: "[,v1.0.0]"'],
    ['-retract=[v1.0.0,]', 'invalid version interval: "[v1.0.0,]"'],
    ['-retract=v2.0.0', 'version "v2.0.0" invalid: should be v2.0.0+incompatible (or module m/v2)'],
    ['-retract=[v1,v1.0.0]', 'version "v1" invalid: must be of the form v1.2.3'],
    ['-retract=[v1.0.0,v1]', 'version "v1" invalid: must be of the form v1.2.3'],
    ['-godebug=a="1"', 'need key=value'],
  ])('%s is refused', (flag, message) => {
    expect(mod('module m\n', flag)).toEqual({ error: `go: ${flag}: ${message}` });
  });

  it.each([
    ['-godebug==1', 'godebug =1'],
    ['-replace=a=b@v1.0.0@x', 'replace a => b v1.0.0@x'],
    ['-replace= a @ v1.0.0 = ./b', 'replace a v1.0.0 => ./b'],
    ['-require= a @ v1.0.0 ', 'require a v1.0.0'],
    ['-retract=[ v1.0.0 , v1.1.0 ]', 'retract [v1.0.0, v1.1.0]'],
  ])('%s is taken', (flag, line) => expect(mod('module m\n', flag).value).toBe(`module m\n\n${line}\n`));

  it('may be a directory that is dropped', () => {
    expect(mod('module m\n', '-dropreplace=./a').value).toBe('module m\n');
    expect(mod('replace a v1.0.0 => ./x\nreplace b => ./y\n', '-dropreplace=a@v1.0.0').value).toBe(
      'replace b => ./y\n',
    );
  });

  it.each([
    ['a/..', './.'],
    ['', './.'],
    ['.', '.'],
    ['a//b/./c', './a/b/c'],
    ['a/b/../../../c/../d', './../d'],
    ['a/../..', './..'],
    ['../x', '../x'],
    ['/x', '/x'],
  ])('-use=%s is %s', (argument, path) => {
    expect(work('go 1.26\n', `-use=${argument}`).value).toBe(`go 1.26\n\nuse ${path}\n`);
    expect(work(`go 1.26\nuse ${path}\n`, `-dropuse=${argument}`).value).toBe('go 1.26\n');
  });
});
