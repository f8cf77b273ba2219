import { describe, expect, it } from 'vitest';
import { constraintOf, isLeftOut } from '../../../src/go/source/build-tags.ts';

describe('isLeftOut', () => {
  // What cmd/go/internal/imports.ShouldBuild says with AnyTags, the other way round.
  it.each<[text: string, leftOut: boolean]>([
    ['', false],
    ['//go:build ignore\n\n', true],
    ['//go:build !ignore\n\n', false],
    ['//go:build linux\n\n', false],
    // Every other tag is taken for set and for not set.
    ['//go:build linux && !linux\n\n', false],
    ['//go:build ignore || linux\n\n', false],
    ['//go:build ignore && linux\n\n', true],
    ['//go:build linux && (ignore || !darwin)\n\n', false],
    ['//go:build linux && !(ignore || darwin)\n\n', false],
    ['//go:build !(linux || !ignore)\n\n', true],
    ['//go:build ignore && x || y\n\n', false],
    ['//go:build x || ignore && y\n\n', false],
    ['//go:build (x || ignore) && ignore\n\n', true],
    // What go/build/constraint cannot parse leaves the file out.
    ['//go:build\n\n', true],
    ['//go:build !!x\n\n', true],
    ['//go:build (x\n\n', true],
    ['//go:build x)\n\n', true],
    ['//go:build x y\n\n', true],
    ['//go:build x-y\n\n', true],
    ['//go:build x & y\n\n', true],
    ['//go:build linux\n//go:build darwin\n\n', true],
    [`//go:build ${'('.repeat(2000)}x${')'.repeat(2000)}\n\n`, true],
    [`//go:build ${'('.repeat(900)}x${')'.repeat(900)}\n\n`, false],
    // go/build/constraint takes 1000 operands and nestings, and 100 operators of the old form.
    [`//go:build x${' && x'.repeat(999)}\n\n`, false],
    [`//go:build x${' && x'.repeat(1000)}\n\n`, true],
    [`//go:build x${' && !x'.repeat(999)}\n\n`, false],
    [`//go:build x${' && !x'.repeat(1000)}\n\n`, true],
    [`//go:build ${'('.repeat(999)}x${')'.repeat(999)}\n\n`, false],
    [`//go:build ${'('.repeat(1000)}x${')'.repeat(1000)}\n\n`, true],
    [`// +build ${'ignore '.repeat(101)}\n\n`, true],
    [`// +build ${'ignore '.repeat(102)}\n\n`, false],
    [`// +build ignore${',x'.repeat(100)}\n\n`, true],
    [`// +build ignore${',x'.repeat(101)}\n\n`, false],
    // Not a constraint.
    ['//go:builder ignore\n\n', false],
    ['// go:build ignore\n\n', false],
    ['/*\n//go:build ignore\n*/\n', false],
    ['/* x */ //go:build ignore\n', false],
    // Above the clause it counts without a blank line below it, and behind a comment.
    ['// Copyright\n\n/* x\n*/\n  //go:build ignore\n', true],
    // The old form counts only above a blank line, and not beside the new one.
    ['// +build ignore\n\n', true],
    ['//+build ignore\n\n', true],
    ['// +build ignore\n', false],
    ['/* x */\n// +build ignore\n\n', false],
    ['// +build ignore linux\n\n', false],
    ['// +build ignore,linux\n\n', true],
    ['// +build linux\n// +build ignore\n\n', true],
    ['// +build !ignore\n\n', false],
    ['// +build !!x\n\n', true],
    ['// +build\n\n', true],
    ['// +build a-b\n\n', true],
    ['//go:build linux\n// +build ignore\n\n', false],
    ['// +builder ignore\n\n', false],
  ])('%j: %s', (text, leftOut) => {
    expect(isLeftOut(constraintOf(text))).toBe(leftOut);
  });
});

describe('constraintOf', () => {
  it.each([
    ['', ''],
    ['//go:build linux && !cgo\n\n', 'linux && !cgo'],
    ['//go:build a\n//go:build b\n\n', 'ignore'],
    ['//go:build a b\n\n', 'ignore'],
    ['// +build linux,!cgo darwin\n// +build go1.18\n\n', '(linux && !cgo || darwin) && go1.18'],
    ['// +build !a-b\n\n', '!ignore'],
  ])('%j is %j', (text, constraint) => {
    expect(constraintOf(text)).toBe(constraint);
  });
});
