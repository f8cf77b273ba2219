import { describe, expect, it } from 'vitest';
import { messageShape } from '../../../src/report/text/message-shape.ts';

describe('messages of one shape', () => {
  it.each([
    ['versions', 'a.example/x v1.0.0 is old', 'b.example/y v2.3.4 is old'],
    ['the subject', 'GOPROXY is set twice', 'GOFLAGS is set twice', 'GOPROXY', 'GOFLAGS'],
    ['the subject before a colon', 'GOPROXY: set twice', 'GOFLAGS: set twice', 'GOPROXY', 'GOFLAGS'],
    ['dates', 'released on 2026-01-01', 'released on 2025-12-31'],
    ['quoted texts', 'deprecated: "use x instead"', 'deprecated: "gone"'],
    ['durations', 'no release for 1 year and 2 months', 'no release for 3 years'],
    ['durations of days', 'published 2 days ago', 'published 1 week ago'],
    ['numbers', 'has 3 majors', 'has 12 majors'],
    ['hosts', 'asked of goproxy.one.example first', 'asked of goproxy.example first'],
    ['how many names stand side by side', 'uses a.example/x v1.0.0 here', 'uses a.example/x here'],
  ])('differ in %s', (_, one, other, subject = 'none', otherSubject = subject) => {
    expect(messageShape(one, subject)).toBe(messageShape(other, otherSubject));
  });

  it.each([
    ['words', 'x is old', 'x is new'],
    ['order', 'old is x', 'is old x'],
    ['a name more', 'a.example/x is old', 'is old'],
    ['a name elsewhere', 'uses a.example/x and b.example/y', 'uses a.example/x and'],
    ['a subject that is a part of a word', 'GOPROXYX is set', 'GOFLAGS is set', 'GOPROXY', 'GOFLAGS'],
    ['a comma at the end of a sentence', 'is old.', 'is old'],
  ])('do not differ in %s', (_, one, other, subject = 'x', otherSubject = subject) => {
    expect(messageShape(one, subject)).not.toBe(messageShape(other, otherSubject));
  });
});

describe('the shape of a message', () => {
  it.each([
    ['a.example/x v1.0.0 is old', '· is old'],
    ['x is old', '· is old'],
    ['x: is x, and x; or x. but X', '· is · and · or · but X'],
    ['x! is old', 'x! is old'],
    ['old since 2026-01-02, 1 year and 2 months ago', 'old since · ago'],
    ['1 year', '·'],
    ['12 days and 3 hours and 4 weeks', '· and ·'],
    ['1234567890 days', '· days'],
    ['a1 year', '·'],
    ['said "a b" and "c"', 'said · and ·'],
    ['said "a', 'said "a'],
    ['me@there is old', '· is old'],
    ['a.b is c.', '· is c.'],
    ['no. 5 of .x', 'no. · of .x'],
    ['', ''],
  ])('of %j is %j', (message, shape) => {
    expect(messageShape(message, 'x')).toBe(shape);
  });
});
