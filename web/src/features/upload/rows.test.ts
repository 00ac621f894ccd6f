import { describe, expect, test } from 'vitest';
import { confirmed, emptyRow, needOf, noonOf, rowsOf } from './rows';

const read = {
  label: 'Potassium',
  comparator: '',
  number: '5.9',
  text: '',
  unit: 'mmol/L',
  rangeText: '3.5 - 5.3',
  flag: 'H',
  line: 7,
  doubt: '',
};

const form = (change: Partial<Parameters<typeof needOf>[0]> = {}) => ({
  warning: '',
  acknowledged: false,
  label: 'Urea and electrolytes',
  sampled: '2026-11-18',
  today: '2026-11-22',
  rows: rowsOf([read]).map((row) => ({ ...row, ticked: true })),
  ...change,
});

describe('rows', () => {
  test('stand unticked until a person compared them', () => {
    expect(rowsOf([read, { ...read, doubt: 'Look' }]).map((row) => row.ticked)).toEqual([false, false]);
    expect(confirmed(rowsOf([read]))).toEqual([]);
  });
  test('hold a value with its comparator, or the words', () => {
    expect(rowsOf([{ ...read, comparator: '<', number: '0.01' }])[0]?.value).toBe('<0.01');
    expect(rowsOf([{ ...read, number: '', text: '1l2' }])[0]?.value).toBe('1l2');
  });
  test('are sent without what is empty', () => {
    expect(confirmed([{ ...emptyRow('x'), label: ' Urea ', value: '6.1' }])).toEqual([{ label: 'Urea', value: '6.1' }]);
  });
});

describe('a document can be confirmed', () => {
  test('when all is there', () => expect(needOf(form())).toBeNull());
  test('not before a warning was acknowledged', () => {
    expect(needOf(form({ warning: 'Somebody else' }))).toBe('acknowledge');
    expect(needOf(form({ warning: 'Somebody else', acknowledged: true }))).toBeNull();
  });
  test('not without a label, a day, or with one in the future', () => {
    expect(needOf(form({ label: ' ' }))).toBe('label');
    expect(needOf(form({ sampled: '' }))).toBe('sampled');
    expect(needOf(form({ sampled: '2026-11-23' }))).toBe('future');
    expect(needOf(form({ sampled: '2026-11-22' }))).toBeNull();
  });
  test('not without a ticked row that has a test and a value', () => {
    expect(needOf(form({ rows: rowsOf([read]) }))).toBe('rows');
    expect(needOf(form({ rows: [emptyRow('x')] }))).toBe('row');
  });
});

test.each([
  ['Europe/London', '2026-07-01', '2026-07-01T11:00:00.000Z'],
  ['Europe/London', '2026-11-18', '2026-11-18T12:00:00.000Z'],
  ['Asia/Shanghai', '2026-11-18', '2026-11-18T04:00:00.000Z'],
  ['America/New_York', '2026-11-18', '2026-11-18T17:00:00.000Z'],
])('noon in %s on %s is %s', (zone, day, at) => {
  expect(noonOf(day, zone)).toBe(at);
});
