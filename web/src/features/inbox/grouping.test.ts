import { describe, expect, test } from 'vitest';
import type { InboxRowFragment, Triage } from '@/gql/graphql';
import { groupByTriage, isWanted, neighbour, successor, type Wanted } from './grouping';

const now = Date.parse('2026-11-22T12:00:00Z');

function row(id: string, triage: Triage | null, change: Partial<InboxRowFragment> = {}): InboxRowFragment {
  return {
    id,
    label: 'Urea and electrolytes',
    state: 'OPEN',
    status: 'FINAL',
    triage,
    triageWhy: [],
    receivedAt: '2026-11-22T10:00:00Z',
    dueAt: null,
    version: 1,
    signedAt: null,
    signedBy: null,
    assignee: { id: 'me', name: 'Me' },
    subject: null,
    patient: {
      id: 'p',
      family: 'Lee',
      given: 'Ann',
      sex: 'FEMALE',
      age: 60,
      birthDate: null,
      birthPrecision: 'DAY',
    },
    ...change,
  };
}

const wanted: Wanted = { view: 'open', mine: false, words: '', me: 'me', hidden: new Set() };

describe('groups', () => {
  const rows = [row('n', 'NORMAL'), row('c1', 'CRITICAL'), row('u', 'URGENT'), row('c2', 'CRITICAL'), row('x', null)];
  test('are gravest first, and keep the order of the server within', () => {
    const groups = groupByTriage(rows, now);
    expect(groups.map((group) => [group.triage, group.rows.map((each) => each.id)])).toEqual([
      ['CRITICAL', ['c1', 'c2']],
      ['URGENT', ['u']],
      ['NORMAL', ['n']],
      [null, ['x']],
    ]);
  });
  test('count what is past its deadline', () => {
    const late = row('l', 'URGENT', { dueAt: '2026-11-22T11:59:00Z' });
    const fine = row('f', 'URGENT', { dueAt: '2026-11-22T12:01:00Z' });
    expect(groupByTriage([late, fine], now)[0]?.overdue).toBe(1);
  });
  test("use the server's counts where the list does not hold everything", () => {
    const counts = [{ triage: 'CRITICAL' as const, open: 40, mine: 7, overdue: 3 }];
    expect(groupByTriage(rows, now, counts)[0]).toMatchObject({ count: 40, overdue: 3 });
    expect(groupByTriage(rows, now, counts, true)[0]).toMatchObject({ count: 7 });
  });
});

describe('a row belongs', () => {
  test('until it is signed', () => {
    expect(isWanted(row('a', 'NORMAL'), wanted)).toBe(true);
    expect(isWanted(row('a', 'NORMAL', { state: 'SIGNED' }), wanted)).toBe(false);
    expect(isWanted(row('a', 'NORMAL'), { ...wanted, hidden: new Set(['a']) })).toBe(false);
  });
  test('to mine only while it is assigned to me', () => {
    const other = row('a', 'NORMAL', { assignee: { id: 'other', name: 'O' } });
    expect(isWanted(other, wanted)).toBe(true);
    expect(isWanted(other, { ...wanted, mine: true })).toBe(false);
    expect(isWanted(row('a', 'NORMAL', { assignee: null }), { ...wanted, mine: true })).toBe(false);
  });
  test('when each word is in the name or the label', () => {
    expect(isWanted(row('a', 'NORMAL'), { ...wanted, words: 'ann UREA' })).toBe(true);
    expect(isWanted(row('a', 'NORMAL'), { ...wanted, words: 'ann liver' })).toBe(false);
    expect(isWanted(row('a', 'NORMAL', { patient: null }), { ...wanted, words: 'urea' })).toBe(true);
  });
});

describe('walking', () => {
  const ids = ['a', 'b', 'c'];
  test('goes to the neighbour and stops at the ends', () => {
    expect(neighbour(ids, 'a')).toBe('b');
    expect(neighbour(ids, 'c')).toBeUndefined();
    expect(neighbour(ids, 'a', true)).toBeUndefined();
    expect(neighbour(ids, undefined)).toBe('a');
    expect(neighbour(ids, 'gone')).toBe('a');
    expect(neighbour([], 'a')).toBeUndefined();
  });
  test('after a report left, the one that followed it opens, else the one before', () => {
    expect(successor(ids, 'b')).toBe('c');
    expect(successor(ids, 'c')).toBe('b');
    expect(successor(['a'], 'a')).toBeUndefined();
  });
});
